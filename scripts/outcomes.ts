import assert from 'node:assert/strict';
import axios from 'axios';

import { outputOf, type Execution } from './n8n';

/** What came of an example, to be held to the sandbox's book. */
export interface Outcome {
	execution: Execution;
	sandboxUrl: string;
}

/** A call of the book; see sandbox/control.yaml. */
interface Entry {
	callee: string;
	attempts: Array<{ result: string; key: string; cost: string }>;
}

async function bookOf(sandboxUrl: string, vendor: string): Promise<Entry[]> {
	const params = { vendor };
	return (await axios.get<Entry[]>(`${sandboxUrl}/_sandbox/book`, { params })).data;
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
};

const itemsOf = (execution: Execution, node: string) =>
	outputOf(execution, node)[0].map(({ json }) => json);
