import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { LazyPackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialsHelper,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeParameters,
	INodeType,
	IRequestOptions,
	IVersionedNodeType,
} from 'n8n-workflow';

import {
	CREDENTIALS,
	credentialsHelper,
	runType,
	typeOf,
	type Setup,
} from '../test/support/engine';
import { recordOf } from '../nodes/buka/callRecord/record';
import { accountAt, callAt, FILE, number, outputsOf, PATHS } from './contacts';
import type { Operation, References, Sender } from './jobs';

/** A node and how it is run. */
interface Prepared {
	type: INodeType;
	setup: Setup;
}

/** What is filled in, from fields of the item, by reference or by an expression that has to be run. */
const from = (field: string, references: References) =>
	references === 'plain' ? `={{ $json.${field} }}` : `={{ $json.${field}.trim() }}`;

/** More than any list here. */
const MOST = 1_000_000;

const parametersOf = (operation: Operation, references: References): INodeParameters =>
	({
		onbuka: {
			resource: 'voiceMessage',
			operation: 'send',
			callee: from('phone', references),
			fileId: from('file', references),
			sending: { mostCallees: MOST },
		},
		laaffic: {
			resource: 'groupCall',
			operation: 'createAi',
			scriptId: '123',
			calleeNumber: from('phone', references),
			variables: { text1: from('name', references) },
			sending: { mostCallees: MOST },
		},
		records: {
			resource: 'callRecord',
			operation: 'getMany',
			limit: from('count', references),
		},
		results: { resource: 'callRecord', operation: 'getResults', waitUpTo: 0 },
	})[operation];

/** Who has the operation. */
const vendorOf = (operation: Operation) => (operation === 'laaffic' ? 'laaffic' : 'onbuka');

async function ownNode(operation: Operation, references: References, url: string) {
	const node = vendorOf(operation);
	return {
		type: await typeOf(node),
		setup: {
			type: `n8n-nodes-voice-broadcast.${node}`,
			parameters: parametersOf(operation, references),
			credential: CREDENTIALS[node],
			credentialsHelper: credentialsHelper(accountAt(url)),
		},
	};
}

/** Gives out what the nodes of this package do, and does nothing else: n8n's own share of the memory. */
async function nothing(operation: Operation, references: References, url: string) {
	const { type, setup } = await ownNode(operation, references, url);
	const jsonOf = ({ json }: INodeExecutionData, item: number): IDataObject =>
		operation === 'onbuka'
			? {
					callee: json.phone,
					status: 'accepted',
					voiceId: `220303113${number(item)}`,
					code: '0',
					reason: 'success',
				}
			: {
					callee: json.phone,
					status: 'accepted',
					keyId: 299,
					taskName: 'bench',
					code: '0',
					reason: 'success',
				};
	const execute = async function (this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		if (operation === 'records') return [recordsOf(outputsOf(items))];
		if (operation === 'results') return [recordsOf(items.length)];
		const output = this.getInputData().map((item, index) => ({
			json: jsonOf(item, index),
			pairedItem: { item: index },
		}));
		return [output];
	};
	return { type: extended(type, execute), setup };
}

/** As if they had been read: each with texts of its own. */
const recordsOf = (count: number): INodeExecutionData[] =>
	Array.from({ length: count }, (_, index) => ({
		json: recordOf(JSON.parse(JSON.stringify(callAt(index))), 'Asia/Shanghai'),
		pairedItem: { item: 0 },
	}));

const extended = (type: INodeType, execute: INodeType['execute']): INodeType =>
	Object.create(type, { execute: { value: execute } });

/** n8n's own nodes, from the packages beside this file. */
async function nodeOfN8n(name: string): Promise<INodeType> {
	const require = createRequire(__filename);
	const folder = dirname(require.resolve('n8n-nodes-base/package.json'));
	const loader = new LazyPackageDirectoryLoader(folder);
	await loader.loadAll();
	const { type } = loader.getNode(name);
	return 'nodeVersions' in type ? (type as IVersionedNodeType).getNodeType() : (type as INodeType);
}

/** What somebody without this package would build: the same request, for one callee at a time. */
async function httpRequest(url: string, options: INodeParameters): Promise<Prepared> {
	const type = await nodeOfN8n('httpRequest');
	return {
		type,
		setup: {
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: latest(type),
			parameters: {
				method: 'POST',
				url: url + PATHS.onbuka,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: CREDENTIALS.onbuka,
				sendBody: true,
				bodyParameters: {
					parameters: [
						{ name: 'callee', value: from('phone', 'plain') },
						{ name: 'fileId', value: FILE },
						{ name: 'appId', value: 'app1' },
					],
				},
				options,
			},
			credential: CREDENTIALS.onbuka,
			credentialsHelper: credentialsHelper(accountAt(url)),
		},
	};
}

const latest = ({ description: { version } }: INodeType) => Math.max(...[version].flat());

/**
 * n8n's Twilio node, making calls. Its address is fixed in the node; n8n hands every request over to be
 * signed, and there it is turned to the bench's server. What n8n would do for the signature, two
 * expressions per request, is left out, which is to Twilio's advantage.
 */
async function twilio(url: string): Promise<Prepared> {
	const type = await nodeOfN8n('twilio');
	const auth = { username: 'AC0', password: 'token' };
	const helper = {
		...credentialsHelper({ accountSid: auth.username, authToken: auth.password }),
		authenticate: async (_: unknown, __: unknown, options: IRequestOptions) => ({
			...options,
			uri: options.uri!.replace('https://api.twilio.com', url),
			auth,
		}),
	};
	return {
		type,
		setup: {
			type: 'n8n-nodes-base.twilio',
			parameters: {
				resource: 'call',
				operation: 'make',
				from: '4915110000000',
				to: from('phone', 'plain'),
				twiml: true,
				message: '<Response/>',
			},
			credential: 'twilioApi',
			credentialsHelper: helper as unknown as ICredentialsHelper,
		},
	};
}

const BATCHES = { batching: { batch: { batchSize: 50, batchInterval: 1 } } };

const prepare: Record<
	Exclude<Sender, 'floor'>,
	(url: string, operation: Operation, references: References) => Promise<Prepared>
> = {
	node: async (url, operation, references) => await ownNode(operation, references, url),
	nothing: async (url, operation, references) => await nothing(operation, references, url),
	http: async (url) => await httpRequest(url, {}),
	httpBatched: async (url) => await httpRequest(url, BATCHES),
	twilio: async (url) => await twilio(url),
};

/** How a node is set up, in n8n's engine or in a workflow. */
export const setupOf = async (
	sender: Exclude<Sender, 'floor'>,
	url: string,
	operation: Operation,
	references: References,
): Promise<Setup> => (await prepare[sender](url, operation, references)).setup;

/**
 * Prepares a node to be run again and again.
 *
 * @returns runs it in n8n's engine and says how many milliseconds its `execute` took: the engine's own
 *   work before and after is the same for every node
 */
export async function engineSender(
	sender: Exclude<Sender, 'floor'>,
	url: string,
	operation: Operation,
	references: References,
): Promise<(items: INodeExecutionData[]) => Promise<number>> {
	const { type, setup } = await prepare[sender](url, operation, references);
	let took = 0;
	const timed = extended(type, async function (this: IExecuteFunctions) {
		const start = performance.now();
		try {
			return (await type.execute!.call(this)) as INodeExecutionData[][];
		} finally {
			took = performance.now() - start;
		}
	});
	return async (items) => {
		const { output, error } = await runType(timed, items, setup);
		if (error) throw error;
		if (output.length !== outputsOf(items)) {
			throw new Error(`${sender}: ${output.length} items came out of ${outputsOf(items)}`);
		}
		return took;
	};
}
