/** A node of a workflow as n8n stores it. */
export interface Node {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	onError?: string;
	retryOnFail?: boolean;
	maxTries?: number;
	waitBetweenTries?: number;
	webhookId?: string;
}

export type Connection = [from: string, to: string, type?: string];

/** A workflow of nodes and connections; a connection without a type is an ordinary one. */
export function workflow(name: string, nodes: Node[], connections: Connection[]) {
	const wires: Record<string, Record<string, Array<Array<object>>>> = {};
	for (const [from, to, type = 'main'] of connections) {
		const [output] = ((wires[from] ??= {})[type] ??= [[]]);
		output.push({ node: to, type, index: 0 });
	}
	return {
		name,
		nodes: nodes.map((node, index) => ({ id: node.name, position: [200 * index, 0], ...node })),
		connections: wires,
		settings: { executionOrder: 'v1', timezone: 'Asia/Shanghai' },
	};
}

/** The credential of the type is filled in when the workflow is imported. */
export const credential = (type: string) => ({ [type]: { id: '', name: type } });

/** n8n's Retry On Fail. */
export const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

/** The trigger that {@link listOf} begins with. */
export const TRIGGER = 'Start';

/** Nodes, and their connections, that begin a workflow with these items; the last is named Item. */
export const listOf = (items: object[]): { nodes: Node[]; connections: Connection[] } => ({
	nodes: [
		{ name: TRIGGER, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
		{
			name: 'List',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: JSON.stringify({ items }), options: {} },
		},
		{
			name: 'Item',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'items', options: {} },
		},
	],
	connections: [
		[TRIGGER, 'List'],
		['List', 'Item'],
	],
});

/** What calls one number, by vendor, as its node is called. */
const PARAMETERS = {
	onbuka: (number: string) => ({
		resource: 'voiceMessage',
		operation: 'send',
		callee: number,
		fileId: '12022022570cc2484c59d4f8b9745d34226285b1e.mp3',
		options: {},
	}),
	laaffic: (number: string) => ({
		resource: 'groupCall',
		operation: 'createAi',
		calleeNumber: number,
		variables: {},
		taskName: '',
		scriptId: '123',
		maxCalls: 40,
		options: {},
	}),
	itniotech: (number: string) => ({
		resource: 'groupCall',
		operation: 'create',
		numberList: number,
		variables: {},
		taskName: '',
		source: 3,
		text: 'Your parcel is there',
		lan: 'EN',
		maxCalls: 60,
		options: {},
	}),
	innoPaas: (number: string) => ({
		resource: 'voiceMessage',
		operation: 'send',
		mobile: number,
		variables: {},
		countryCode: 'CN',
		templateId: '1000001',
		options: {},
	}),
} satisfies Record<string, (number: string) => object>;

export type Vendor = keyof typeof PARAMETERS;
export const EVERY_VENDOR = Object.keys(PARAMETERS) as Vendor[];
/** One without a key, and one whose task names are keys. */
export const VENDORS = ['onbuka', 'laaffic'] satisfies Vendor[];

/** An answer that the vendor's documents call a refusal. */
export const REFUSALS: Record<Vendor, { code: string; reason: string }> = {
	onbuka: { code: '-10', reason: 'Low balance' },
	laaffic: { code: '-26', reason: 'No price' },
	itniotech: { code: '-26', reason: 'No price' },
	innoPaas: { code: '400001', reason: 'No such template' },
};

/** One of our nodes; it calls the number that the expression gives. */
export const caller = (vendor: Vendor, number: string, change: Partial<Node> = {}): Node => ({
	name: 'Call People',
	type: `n8n-nodes-voice-broadcast.${vendor}`,
	typeVersion: 1,
	credentials: credential(`${vendor}Api`),
	...change,
	parameters: { ...PARAMETERS[vendor](number), ...change.parameters },
});

/** A workflow that other ones can execute, with this node alone. */
export const subWorkflow = (node: Node) =>
	workflow(
		'Sub-workflow',
		[
			{
				name: 'Called',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: { inputSource: 'passthrough' },
			},
			node,
		],
		[['Called', node.name]],
	);
