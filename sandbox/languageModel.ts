import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model asks for: a tool by its name, with arguments. */
export interface ToolCall {
	tool: string;
	args: Record<string, unknown>;
}

/**
 * What the model says when it is its turn: tools to call, all in one answer, or the last words. One that
 * fails answers with an error the first time it is asked.
 */
export interface Turn {
	calls?: ToolCall[];
	text?: string;
	failsOnce?: boolean;
}

/** A tool as the model knows it. */
interface Tool {
	function: { name: string; description: string; parameters: object };
}

interface Message {
	role: string;
	content: string;
}

/**
 * A stand-in for a language model, with the chat completions of OpenAI. It knows its part by the
 * prompt, and where it is in it by how many results of tools it has been told, so that conversations
 * may run at the same time, and begin again.
 */
export class LanguageModel {
	/** To be set as Base URL of the credential. */
	readonly url: string;
	private readonly parts = new Map<string, Turn[]>();
	private readonly results = new Map<string, string[]>();
	private readonly tools = new Map<string, Tool[]>();
	private ids = 0;

	private constructor(private readonly server: Server) {
		this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
	}

	/** What n8n's credential for OpenAI holds. */
	get credential() {
		return { apiKey: 'none', organizationId: '', url: this.url, header: false };
	}

	static async start(): Promise<LanguageModel> {
		const app = express();
		const server = app.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const model = new LanguageModel(server);
		app.use(express.json({ limit: '5mb' }));
		app.post('/v1/chat/completions', (request, response) => {
			const { messages, tools = [] } = request.body;
			const message = model.answer(messages, tools);
			if (typeof message === 'string') {
				// Not one of the errors that the client itself tries again.
				response.status(400).json({ error: { message } });
				return;
			}
			response.json({
				id: `chat-${++model.ids}`,
				object: 'chat.completion',
				created: 0,
				model: request.body.model,
				choices: [
					{ index: 0, message, finish_reason: 'tool_calls' in message ? 'tool_calls' : 'stop' },
				],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			});
		});
		return model;
	}

	/** What to say in a conversation that begins with this prompt; after the last turn, "Done". */
	play(prompt: string, turns: Turn[]): void {
		this.parts.set(prompt, [...turns, { text: 'Done' }]);
		this.results.delete(prompt);
	}

	/** What the conversation's tools answered, as the agent told it, in the order of the calls. */
	told(prompt: string): string[] {
		return this.results.get(prompt) ?? [];
	}

	/** The tools that the conversation was offered. */
	offered(prompt: string): Tool[] {
		return this.tools.get(prompt) ?? [];
	}

	async stop(): Promise<void> {
		this.server.close();
		this.server.closeAllConnections();
		await once(this.server, 'close');
	}

	/** What it says, or why it says nothing. */
	private answer(messages: Message[], tools: Tool[]): object | string {
		const prompt = messages.find(({ role }) => role === 'user')?.content ?? '';
		const part = this.parts.get(prompt);
		if (part === undefined) {
			return `This stand-in for a language model does not know the task "${prompt}". Choose a credential of your own.`;
		}
		const results = messages.filter(({ role }) => role === 'tool').map(({ content }) => content);
		this.results.set(prompt, results);
		this.tools.set(prompt, tools);

		const turn = turnAfter(part, results.length);
		if (turn.failsOnce) {
			delete turn.failsOnce;
			return 'The model is out of order';
		}
		if (turn.calls === undefined) return { role: 'assistant', content: turn.text };
		return {
			role: 'assistant',
			content: null,
			tool_calls: turn.calls.map(({ tool, args }) => ({
				id: `call_${++this.ids}`,
				type: 'function',
				function: { name: tool, arguments: JSON.stringify(args) },
			})),
		};
	}
}

/** The turn that is next when this many calls have been answered. */
function turnAfter(part: Turn[], answered: number): Turn {
	let left = answered;
	for (const turn of part) {
		const calls = turn.calls?.length ?? 0;
		if (calls === 0 || left < calls) return turn;
		left -= calls;
	}
	return part[part.length - 1];
}
