import type { IDataObject } from 'n8n-workflow';

import { bodies, jsonOf, misbehave, number, run, senderOf, senders } from './helpers';

const anna = number(0);
const items = [{ number: anna }];

describe('a group call of LAAFFIC', () => {
	const { node, parameters } = senderOf('laaffic.groupCall.create');
	const voice = { speakingRate: 1.5, ssmlGender: 1, accent: '91' };

	test('has voice and delays in its options', async () => {
		const options = { ...voice, delayPlay: 2, delayHangup: 3 };
		const spoken = { ...parameters, source: 3, text: 'Hello', lan: 'EN', options };
		await run({ node, parameters: spoken, items });
		expect(bodies()).toMatchObject([{ ...options, source: 3, lan: 'EN' }]);
	});

	test('has a voice only where a text is read', async () => {
		const options = { ...voice, delayPlay: 2 };
		await run({ node, parameters: { ...parameters, options }, items });
		expect(bodies()).toMatchObject([{ source: 1, delayPlay: 2 }]);
		for (const name of Object.keys(voice)) expect(bodies()[0]).not.toHaveProperty(name);
	});

	test('names its numbers as objects, also where nothing is said to one alone', async () => {
		await run({ node, parameters, items });
		expect(bodies()).toMatchObject([{ numberInfoList: [{ calleeNumber: anna }] }]);
		expect(bodies()[0]).not.toHaveProperty('numberList');
	});
});

test('a group call of ONBUKA has numbers alone, and nothing to say to one of them', async () => {
	const { node, parameters, operation } = senderOf('onbuka.groupCall.create');
	await run({ node, parameters, items });
	expect(bodies()).toMatchObject([{ numberList: [anna] }]);
	expect(operation.properties.map(({ name }) => name)).not.toContain('variables');
});

const agents = senders.filter(({ key }) => key.endsWith('.createAgent'));

describe.each(agents)('$named', ({ node, parameters, operation }) => {
	test('names the agent as the vendor’s only sample does, and says that this is a guess', async () => {
		await run({ node, parameters, items });
		expect(bodies()).toMatchObject([{ agentId: 110, maxCalls: 60 }]);
		const { description } = operation.properties.find(({ name }) => name === 'agentId')!;
		expect(description).toMatch(/console.* A guess: /);
	});

	test('an agent that is not there is a refusal', async () => {
		const { error } = await run({ node, parameters: { ...parameters, agentId: 7 }, items });
		expect(error?.message).toMatch(/did not take the request with 1 callee: .*\(code -60\)$/);
	});

	test('looks its task up among those of agents', async () => {
		misbehave({ reset: 'after' });
		const { output } = await run({ node, parameters, items });
		expect(jsonOf(output)).toMatchObject([{ status: 'accepted' }]);
		expect(bodies().map(({ params }) => (params as IDataObject)?.taskType)).toEqual([undefined, 3]);
	});
});
