import 'reflect-metadata';

import { join } from 'node:path';
import { ExecutionLifecycleHooks, PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialsHelper,
	type ICredentialType,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import { ACCOUNTS } from '../../sandbox/vendors';
import type { Sandbox } from '../../sandbox/server';

/** Runs the built package in n8n's own engine: what is loaded is what a user installs. */
const loader = new PackageDirectoryLoader(join(__dirname, '..', '..'));
const loaded = loader.loadAll();

export const CREDENTIALS = {
	innoPaas: 'innoPaasApi',
	onbuka: 'onbukaApi',
	itniotech: 'itniotechApi',
	laaffic: 'laafficApi',
} as const;
export type NodeName = keyof typeof CREDENTIALS;

export interface Run {
	/** Items on the first output. */
	output: INodeExecutionData[];
	/** Items on the error output. */
	failed: INodeExecutionData[];
	/** What ended the workflow. */
	error?: Error & { description?: string; context?: { itemIndex?: number } };
	/** Everything n8n would store and log of the execution. */
	stored: IRun;
}

export interface Scenario {
	node: NodeName;
	parameters: INodeParameters;
	/** Input items; one empty one if left out. */
	items?: Array<Record<string, unknown> | INodeExecutionData>;
	credentials?: ICredentialDataDecryptedObject | null;
	onError?: INode['onError'];
	/** The workflow's time zone. */
	timezone?: string;
	/** As an AI agent runs it. */
	asTool?: boolean;
	executionId?: string;
	/** By hand if left out. */
	mode?: WorkflowExecuteMode;
}

/** The credential of a node for the sandbox. */
export function credentialsFor(node: NodeName, { urls }: Sandbox): ICredentialDataDecryptedObject {
	const timezone = 'Asia/Shanghai';
	if (node === 'innoPaas') return { ...ACCOUNTS.innopaas, timezone, baseUrl: urls.innopaas };
	return { ...ACCOUNTS.buka, appId: 'app1', timezone, baseUrl: urls[node] };
}

/** A trigger that gives the items of the scenario. */
const start = (items: INodeExecutionData[]): INodeType => ({
	description: {
		displayName: 'Start',
		name: 'start',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: { name: 'Start' },
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	execute: async () => [items],
});

/** A node of the built package. */
export async function typeOf(node: NodeName): Promise<INodeType> {
	await loaded;
	return loader.getNode(node).type as INodeType;
}

/** Runs Start → node in n8n's engine and returns what came out of the node. */
export async function runNode(sandbox: Sandbox, scenario: Scenario): Promise<Run> {
	const items = (scenario.items ?? [{}]).map((item) =>
		'json' in item ? (item as INodeExecutionData) : { json: item as INodeExecutionData['json'] },
	);
	const { node, parameters, onError, timezone, executionId, asTool, mode } = scenario;
	return await runType(await typeOf(node), items, {
		type: `n8n-nodes-voice-broadcast.${node}${asTool ? 'Tool' : ''}`,
		executionId,
		mode,
		parameters,
		onError,
		timezone,
		credential: scenario.credentials === null ? undefined : CREDENTIALS[node],
		credentialsHelper: credentialsHelper(scenario.credentials ?? credentialsFor(node, sandbox)),
	});
}

/** How a node of any package is to be run. */
export interface Setup {
	type: string;
	typeVersion?: number;
	parameters: INodeParameters;
	onError?: INode['onError'];
	timezone?: string;
	executionId?: string;
	mode?: WorkflowExecuteMode;
	/** Type of the credential that the node is given. */
	credential?: string;
	credentialsHelper: ICredentialsHelper;
}

/** Runs Start → node, whatever package the node is from. */
export async function runType(
	type: INodeType,
	items: INodeExecutionData[],
	{
		credential,
		credentialsHelper,
		timezone,
		executionId,
		mode = 'manual',
		typeVersion = 1,
		...setup
	}: Setup,
): Promise<Run> {
	await loaded;
	const position: [number, number] = [0, 0];
	const tested: INode = {
		id: '2',
		name: 'Node',
		typeVersion,
		position,
		...setup,
		...(credential && { credentials: { [credential]: { id: '1', name: 'Sandbox' } } }),
	};
	const types: Record<string, INodeType> = { start: start(items), [tested.type]: type };
	const workflow = new Workflow({
		id: '1',
		nodes: [
			{ id: '1', name: 'Start', type: 'start', typeVersion: 1, position, parameters: {} },
			tested,
		],
		connections: { Start: { main: [[{ node: 'Node', type: 'main', index: 0 }]] } },
		active: false,
		nodeTypes: {
			getByName: (name) => types[name],
			getByNameAndVersion: (name) => types[name],
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1', timezone: timezone ?? 'Europe/Berlin' },
	});
	const execute = new WorkflowExecute(
		{ ...additionalData({}), credentialsHelper, executionId },
		mode,
		createRunExecutionData({ resultData: { runData: {} } }),
	);
	const stored = await execute.run({ workflow, startNode: workflow.getNode('Start')! });
	const run = stored.data.resultData.runData.Node?.[0];
	return {
		output: run?.data?.main?.[0] ?? [],
		failed: run?.data?.main?.[1] ?? [],
		error: stored.data.resultData.error as Run['error'],
		stored,
	};
}

/** What the engine needs beside the workflow; every credential holds `data`. */
export function additionalData(
	data: ICredentialDataDecryptedObject,
): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:1';
	const workflowData = { id: '1', name: 'Test', nodes: [], connections: {}, active: false };
	return {
		credentialsHelper: credentialsHelper(data),
		currentNodeExecutionIndex: 0,
		hooks: new ExecutionLifecycleHooks('manual', '1', workflowData as never),
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		mcpBaseUrl: url,
		mcpTestBaseUrl: url,
		variables: {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Signs through the credential's own `authenticate`, as n8n does. */
export function credentialsHelper(data: ICredentialDataDecryptedObject): ICredentialsHelper {
	return {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => data,
		getCredentialsProperties: () => [],
		preAuthentication: async () => undefined,
		authenticate: async (
			credentials: ICredentialDataDecryptedObject,
			name: string,
			options: IHttpRequestOptions,
		) => {
			const { authenticate } = loader.getCredential(name).type as ICredentialType;
			if (typeof authenticate !== 'function') throw new Error(`${name} signs nothing`);
			return await authenticate(credentials, options);
		},
	} as unknown as ICredentialsHelper;
}
