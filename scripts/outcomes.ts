import assert from 'node:assert/strict';
import axios from 'axios';
import { DateTime } from 'luxon';

import { outputOf, type Execution, type N8n, type Row } from './n8n';

const SECOND = 1000;
const PATIENCE = 30 * SECOND;
const DAY = 24 * 60 * 60 * SECOND;

/** What came of an example, to be held to the sandbox's book. */
export interface Outcome {
	n8n: N8n;
	execution: Execution;
	sandboxUrl: string;
}

/** A call of the book; see sandbox/control.yaml. */
interface Entry {
	keyId?: number;
	/** The task that is made again with it. */
	sourceKeyId?: number;
	voiceId: string;
	callee: string;
	/** Milliseconds since 1970. */
	submittedAt: number;
	attempts: Array<{ result: string; key: string; cost: string; intent?: string; calledAt: number }>;
}

/** What the flows must come to, by the examples' files; each throws AssertionError where they don't. */
export const OUTCOMES: Record<string, (outcome: Outcome) => Promise<void>> = {
	/** Calls one after the other, and nobody any more once somebody has pressed 1. */
	'onbuka-on-call-alert.json': async ({ execution, sandboxUrl }) => {
		const rota = itemsOf(execution, 'One Item per Person');
		const phones = rota.map(({ phone }) => phone);
		const book = await bookOf(sandboxUrl, 'onbuka');
		const calls = book.filter(({ callee }) => phones.includes(callee));
		const took = calls.findIndex(({ attempts }) => attempts.some(({ key }) => key === '1'));
		const called = took < 0 ? rota : rota.slice(0, took + 1);
		assert.deepEqual(
			calls.map(({ callee }) => callee),
			called.map(({ phone }) => phone),
		);
		const [taken] = itemsOf(execution, 'Somebody Took It');
		const [nobody] = itemsOf(execution, 'Nobody Took It');
		const expected = took < 0 ? [undefined, 'nobody'] : [rota[took].name, undefined];
		assert.deepEqual([taken?.takenBy, nobody?.takenBy], expected);
	},

	/** Calls everybody of the file once, but not who must not be called; table and summary are as the book. */
	'itniotech-campaign.json': async ({ n8n, execution, sandboxUrl }) => {
		const ids = new Set(itemsOf(execution, 'Call Everybody').map(({ keyId }) => Number(keyId)));
		const book = await bookOf(sandboxUrl, 'itniotech');
		const calls = book.filter(({ keyId }) => keyId !== undefined && ids.has(keyId));
		const inFile = new Set(
			itemsOf(execution, 'Read the CSV File').map(({ phone }) => digitsOf(String(phone))),
		);
		const forbidden = (await n8n.rowsOf('Voice do-not-call')).map(({ phone }) => String(phone));
		assert.deepEqual(
			calls.map(({ callee }) => callee).sort(),
			[...inFile].filter((phone) => !forbidden.includes(phone)).sort(),
		);

		const rows = (await n8n.rowsOf('Voice campaign results')).filter(({ keyId }) =>
			ids.has(Number(keyId)),
		);
		assert.deepEqual(
			rows.map(({ phone, result }) => `${String(phone)} ${String(result)}`).sort(),
			calls.map((call) => `${call.callee} ${resultOf(call)}`).sort(),
		);

		const [{ called, answered, notAnswered, busy, failed, cost }] = itemsOf(
			execution,
			'Summary and Picture',
		);
		assert.deepEqual({ called, answered, notAnswered, busy, failed }, countsOf(calls, 'called'));
		assert.equal(Number.parseFloat(String(cost)).toFixed(6), costOf(calls));
	},

	/** Calls everybody who may be called once, and again once who was not reached; reports go where they belong. */
	'laaffic-ai-campaign.json': async ({ n8n, execution, sandboxUrl }) => {
		const [{ keyId }] = itemsOf(execution, 'Let the AI Call');
		const book = await bookOf(sandboxUrl, 'laaffic');
		const first = book.filter((call) => call.keyId === Number(keyId));
		const phones = itemsOf(execution, 'One Item per Contact').map(({ phone }) => String(phone));
		const allowed = itemsOf(execution, 'Who May Be Called').map(({ phone }) => String(phone));
		assert.deepEqual(first.map(({ callee }) => callee).sort(), allowed.sort());

		const unreached = first.filter((call) => resultOf(call) !== 'answered');
		const again = book.filter(({ sourceKeyId }) => sourceKeyId === Number(keyId));
		assert.deepEqual(
			again.map(({ callee }) => callee).sort(),
			unreached.map(({ callee }) => callee).sort(),
		);

		const told = (wanted: string) =>
			first
				.filter(({ attempts }) => attempts.at(-1)!.intent === wanted)
				.map(({ callee }) => callee);
		await eventually(async () => {
			const interested = (await n8n.rowsOf('Voice AI answers')).map(({ phone }) => phone);
			assert.deepEqual(interested.sort(), told('101').sort());
			const forbidden = (await n8n.rowsOf('Voice do-not-call')).map(({ phone }) => phone);
			const left = phones.filter((phone) => !allowed.includes(phone));
			for (const phone of [...left, ...told('103')]) assert.ok(forbidden.includes(phone), phone);
		});
	},

	/** Calls those of whom the task speaks, once each, by the numbers of the list; the model reads what came of it. */
	'onbuka-agent-calls.json': async ({ execution, sandboxUrl }) => {
		const [{ task, people }] = itemsOf(execution, 'Task and People');
		const list = people as Array<{ name: string; phone: string }>;
		const meant = list.filter(({ name }) => String(task).includes(name));
		const begun = execution.data.resultData.runData['AI Agent'][0].startTime;
		const calls = (await bookOf(sandboxUrl, 'onbuka')).filter(
			({ callee, submittedAt }) =>
				submittedAt > begun - SECOND && list.some(({ phone }) => phone === callee),
		);
		assert.deepEqual(
			calls.map(({ callee }) => callee).sort(),
			meant.map(({ phone }) => phone).sort(),
		);
		const read = JSON.stringify(itemsOf(execution, 'Call Somebody'));
		assert.match(read, /ONBUKA accepted the call/);
	},

	/** Keeps each result once; the summary is of yesterday's calls. */
	'onbuka-nightly-results.json': async ({ n8n, execution, sandboxUrl }) => {
		const begun = execution.data.resultData.runData['New Results'][0].startTime;
		const book = (await bookOf(sandboxUrl, 'onbuka')).filter(
			({ submittedAt }) => submittedAt > begun - 2 * DAY && submittedAt < begun - SECOND,
		);
		const rows = await n8n.rowsOf('Voice nightly results');
		const ofBook = (one: Row) => book.some(({ voiceId }) => voiceId === one.voiceId);
		assert.deepEqual(
			rows
				.filter(ofBook)
				.map(({ voiceId, result }) => `${String(voiceId)} ${String(result)}`)
				.sort(),
			book.map((call) => `${call.voiceId} ${resultOf(call)}`).sort(),
		);

		const today = DateTime.fromMillis(begun, { zone: 'Asia/Shanghai' }).startOf('day');
		const yesterday = book.filter(({ attempts: [{ calledAt }] }) => {
			return calledAt >= today.minus({ days: 1 }).toMillis() && calledAt < today.toMillis();
		});
		const [{ calls, answered, notAnswered, busy, failed, cost }] = itemsOf(execution, 'Summary');
		assert.deepEqual({ calls, answered, notAnswered, busy, failed }, countsOf(yesterday, 'calls'));
		assert.equal(Number.parseFloat(String(cost)).toFixed(6), costOf(yesterday));
	},
};

/** What vendors push starts executions, which take a moment. */
async function eventually(check: () => Promise<void>): Promise<void> {
	for (const end = Date.now() + PATIENCE; ;) {
		try {
			return await check();
		} catch (error) {
			if (Date.now() > end) throw error;
			await new Promise((resolve) => setTimeout(resolve, SECOND / 5));
		}
	}
}

async function bookOf(sandboxUrl: string, vendor: string): Promise<Entry[]> {
	const params = { vendor };
	return (await axios.get<Entry[]>(`${sandboxUrl}/_sandbox/book`, { params })).data;
}

const itemsOf = (execution: Execution, node: string) =>
	outputOf(execution, node)[0].map(({ json }) => json);

/** As records say it, which know no call that was rejected. */
function resultOf({ attempts }: Entry): string {
	const { result } = attempts.at(-1)!;
	return result === 'rejected' ? 'notAnswered' : result;
}

/** @param all the name for how many there are */
function countsOf(calls: Entry[], all: string): Record<string, number> {
	const count = (wanted: string) => calls.filter((call) => resultOf(call) === wanted).length;
	const counts = ['answered', 'notAnswered', 'busy', 'failed'].map((one) => [one, count(one)]);
	return { [all]: calls.length, ...Object.fromEntries(counts) };
}

const digitsOf = (phone: string) => phone.replace(/\D/g, '').replace(/^00/, '');

const costOf = (calls: Entry[]) =>
	calls
		.flatMap(({ attempts }) => attempts)
		.reduce((sum, { cost }) => sum + Number(cost), 0)
		.toFixed(6);
