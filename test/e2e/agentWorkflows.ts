import { caller, credential, listOf, workflow, type Node, type Vendor } from './workflow';

/** As n8n names the tool that {@link callTool} makes. */
export const TOOL = 'Call_People';
/** The tool that is an agent itself. */
export const ASSISTANT = 'Assistant';

/** One of our nodes as a tool, for which the agent chooses the number. */
export function callTool(vendor: Vendor, change: Partial<Node> = {}): Node {
	const node = caller(vendor, "={{ $fromAI('number', 'whom to call', 'string') }}", change);
	return { ...node, type: `${node.type}Tool` };
}

/** A workflow as a tool, which gets the number that the agent chooses. */
export const workflowTool = (id: string): Node => ({
	name: 'Call People',
	type: '@n8n/n8n-nodes-langchain.toolWorkflow',
	typeVersion: 2.2,
	parameters: {
		description: 'Calls people',
		workflowId: { __rl: true, mode: 'id', value: id },
		workflowInputs: {
			mappingMode: 'defineBelow',
			value: { number: "={{ $fromAI('number', 'whom to call', 'string') }}" },
			schema: [{ id: 'number', displayName: 'number', type: 'string', display: true }],
			matchingColumns: [],
		},
	},
});

const model: Node = {
	name: 'Model',
	type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
	typeVersion: 1.2,
	parameters: { model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
	credentials: credential('openAiApi'),
};

const agent = (typeVersion: number, change: Partial<Node>): Node => ({
	name: 'Agent',
	type: '@n8n/n8n-nodes-langchain.agent',
	typeVersion,
	...change,
	parameters: { promptType: 'define', text: '={{ $json.prompt }}', ...change.parameters },
});

const assistant = (typeVersion: number): Node => ({
	name: ASSISTANT,
	type: '@n8n/n8n-nodes-langchain.agentTool',
	typeVersion,
	parameters: {
		toolDescription: 'Does a task',
		text: "={{ $fromAI('task', 'what to do', 'string') }}",
		options: {},
	},
});

/** An AI agent of a version, which gets an item for each prompt and has one tool. */
export function agentWorkflow(
	version: number,
	prompts: string[],
	tool: Node,
	change: Partial<Node> = {},
) {
	const { nodes, connections } = listOf(prompts.map((prompt) => ({ prompt })));
	return workflow(
		`Agent ${version}`,
		[...nodes, agent(version, change), model, tool],
		[
			...connections,
			['Item', 'Agent'],
			['Model', 'Agent', 'ai_languageModel'],
			[tool.name, 'Agent', 'ai_tool'],
		],
	);
}

/** An AI agent whose only tool is another agent, to which it gives tasks, and which has our tool. */
export function subAgentWorkflow(
	versions: { agent: number; assistant: number },
	prompt: string,
	tool: Node,
) {
	const { nodes, connections } = listOf([{ prompt }]);
	return workflow(
		'Sub-agent',
		[...nodes, agent(versions.agent, {}), assistant(versions.assistant), model, tool],
		[
			...connections,
			['Item', 'Agent'],
			['Model', 'Agent', 'ai_languageModel'],
			['Model', ASSISTANT, 'ai_languageModel'],
			[ASSISTANT, 'Agent', 'ai_tool'],
			[tool.name, ASSISTANT, 'ai_tool'],
		],
	);
}

/** Our tool, offered over MCP. */
export const mcpServer = (path: string, tool: Node) =>
	workflow(
		'MCP server',
		[
			{
				name: 'MCP',
				type: '@n8n/n8n-nodes-langchain.mcpTrigger',
				typeVersion: 2,
				webhookId: path,
				parameters: { path, authentication: 'none' },
			},
			tool,
		],
		[[tool.name, 'MCP', 'ai_tool']],
	);

/** n8n's own client of MCP: it calls our tool once for each number, one after the other in one session. */
export function mcpClient(endpointUrl: string, numbers: string[]) {
	const { nodes, connections } = listOf(numbers.map((number) => ({ number })));
	const client: Node = {
		name: 'Client',
		type: '@n8n/n8n-nodes-langchain.mcpClient',
		typeVersion: 1,
		parameters: {
			endpointUrl,
			serverTransport: 'httpStreamable',
			authentication: 'none',
			tool: { __rl: true, mode: 'id', value: TOOL },
			inputMode: 'json',
			jsonInput: '={{ JSON.stringify($json) }}',
			options: {},
		},
	};
	return workflow('MCP client', [...nodes, client], [...connections, ['Item', 'Client']]);
}
