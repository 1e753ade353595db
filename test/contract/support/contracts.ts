import { readFileSync } from 'node:fs';
import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import type { ICredentialType } from 'n8n-workflow';

import { InnoPaasApi } from '../../../credentials/InnoPaasApi.credentials';
import { ItniotechApi } from '../../../credentials/ItniotechApi.credentials';
import { LaafficApi } from '../../../credentials/LaafficApi.credentials';
import { OnbukaApi } from '../../../credentials/OnbukaApi.credentials';
import type { Vendor } from '../../../nodes/voice/types';
import { fixtures } from '../../fixtures';
import type { Fixture } from '../../fixtures/fixture';
import { hasEndpoint, known, PROFILES, type WithEndpoint } from '../../support/profiles';

/** The part of JSON Schema that the contracts use. */
export interface Schema {
	type?: string | string[];
	properties?: Record<string, Schema>;
	additionalProperties?: boolean;
	required?: string[];
	items?: Schema;
	enum?: Array<string | number | null>;
	const?: string | number;
	default?: string | number;
	pattern?: string;
	minLength?: number;
	maxLength?: number;
	minimum?: number;
	maximum?: number;
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	if?: Schema;
	then?: Schema;
	'x-codes'?: Record<string, string>;
}

interface Content {
	content: Record<string, { schema: Schema; examples?: Record<string, { value: unknown }> }>;
}

export interface ContractOperation {
	operationId: string;
	parameters?: Array<{ name: string; in: string; required?: boolean; schema: Schema }>;
	requestBody?: Content;
	responses: Record<string, Content>;
	/** What it pushes to an address of the request, by name and by that address. */
	callbacks?: Record<string, Record<string, { post: Push }>>;
}

/** What a vendor posts to the address of its customer. */
export interface Push extends ContractOperation {
	requestBody: Content;
	/** How often it is pushed again to who did not take it, and after how many minutes. */
	'x-repeats': { times: number; minutes: number };
}

export interface Contract {
	name: string;
	servers: Array<{ url: string }>;
	paths: Record<string, Record<string, ContractOperation>>;
	components: { schemas: Record<string, Schema> };
	/** What the vendor pushes, by name. */
	webhooks?: Record<string, { post: Push }>;
	vendor: Vendor;
	credential: ICredentialType;
}

/** An operation of a contract next to the operation of the node that claims to follow it. */
export interface Pair {
	/** `vendor.resource.operation`. */
	key: string;
	title: string;
	/** Where it is, with what stands before the paths of the vendor. */
	path: string;
	contract: Contract;
	promised: ContractOperation;
	/** Of the body; undefined for a GET, which has none. */
	contentType?: string;
	/** What may be asked: the body, or of a GET what stands in its path and query. */
	schema: Schema;
	vendor: Vendor;
	operation: WithEndpoint;
}

export const NODES: Record<string, { vendor: Vendor; credential: ICredentialType }> = {
	innopaas: { vendor: PROFILES.innopaas, credential: new InnoPaasApi() },
	itniotech: { vendor: PROFILES.itniotech, credential: new ItniotechApi() },
	laaffic: { vendor: PROFILES.laaffic, credential: new LaafficApi() },
	onbuka: { vendor: PROFILES.onbuka, credential: new OnbukaApi() },
};

/** Read before all suites. */
const documents = JSON.parse(readFileSync(process.env.CONTRACTS!, 'utf8')) as Record<
	string,
	Contract
>;

export const contracts: Contract[] = Object.entries(documents).map(([name, document]) => ({
	...document,
	...NODES[name],
	name,
}));

/** What may be asked, in the body or, of a GET, in its path and query; undefined where there is nothing to ask. */
function questionOf(promised: ContractOperation): Pick<Pair, 'contentType' | 'schema'> | undefined {
	const { requestBody, parameters = [] } = promised;
	if (requestBody !== undefined) {
		const [[contentType, { schema }]] = Object.entries(requestBody.content);
		return { contentType, schema };
	}
	const fields = parameters.filter((one) => one.in === 'path' || one.in === 'query');
	if (fields.length === 0) return undefined;
	const schema: Schema = {
		type: 'object',
		additionalProperties: false,
		required: fields.filter(({ required }) => required).map(({ name }) => name),
		properties: Object.fromEntries(fields.map((one) => [one.name, one.schema])),
	};
	return { schema };
}

/** Every operation of every contract that a node has, too, and that asks something. */
export const pairs: Pair[] = contracts.flatMap((contract) =>
	contract.vendor.operations.filter(hasEndpoint).flatMap((operation) => {
		const { key } = known.find(
			(one) => one.operation === operation && one.vendor === contract.vendor,
		)!;
		const path = (operation.prefix ?? contract.vendor.prefix) + operation.path;
		const promised = contract.paths[path]?.[operation.method.toLowerCase()];
		const question = promised && questionOf(promised);
		if (question === undefined) return [];
		const title = `${contract.vendor.name} ${promised.operationId}`;
		const { vendor } = contract;
		return [{ key, title, path, contract, promised, ...question, vendor, operation }];
	}),
);

/** A pair with a body (of a GET: a query) that keeps all rules, and some that break one each. */
export type TestedPair = Pair & { fixture: Fixture & Required<Pick<Fixture, 'valid' | 'broken'>> };

export const testedPairs: TestedPair[] = pairs.flatMap((pair) => {
	const fixture = fixtures.get(pair.key);
	if (fixture?.valid === undefined || fixture.broken === undefined) return [];
	const { valid, broken } = fixture;
	return [{ ...pair, fixture: { ...fixture, valid, broken } }];
});

/** @throws when the operation has no contract or no fixture with a body */
export function pairOf(key: string): TestedPair {
	const found = testedPairs.find((pair) => pair.key === key);
	if (found === undefined) throw new Error(`No contract, or no body in the fixture, of ${key}`);
	return found;
}

const ajv = new Ajv2020({ strict: false, allErrors: true });

/** Whether a schema of a contract allows a value; schemas are compiled once. */
export const allows = (schema: Schema, value: unknown): boolean =>
	ajv.validate(schema, value) as boolean;

/** What a contract has against a body, e.g. `/nodeList/0/source enum` or `/lan required`. */
export function complaints(schema: Schema, body: unknown): string[] {
	if (ajv.validate(schema, body)) return [];
	const errors = ajv.errors ?? [];
	// A broken alternative says more than the branches that did not fit, and `if` says nothing.
	const branches = errors
		.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf')
		.map(({ schemaPath }) => `${schemaPath}/`);
	const said = errors.filter(
		({ keyword, schemaPath }) =>
			keyword !== 'if' && !branches.some((branch) => schemaPath.startsWith(branch)),
	);
	return [...new Set(said.map(complaint))];
}

function complaint({ instancePath, keyword, params }: ErrorObject): string {
	const { missingProperty, additionalProperty } = params as Record<string, string>;
	const name = missingProperty ?? additionalProperty;
	const path = name === undefined ? instancePath : `${instancePath}/${name}`;
	return `${path} ${keyword}`;
}

/** A field that lies at the end of a path of a body, e.g. `nodeList[].source`. */
export interface Leaf {
	path: string;
	schema: Schema;
}

export function leavesOf(schema: Schema, path = ''): Leaf[] {
	if (schema.properties) {
		return Object.entries(schema.properties).flatMap(([name, inner]) =>
			leavesOf(inner, path ? `${path}.${name}` : name),
		);
	}
	return schema.items ? leavesOf(schema.items, `${path}[]`) : [{ path, schema }];
}

/** Whether a field is of a type, or null. */
export const isOf = ({ type }: Schema, wanted: string) => [type].flat().includes(wanted);

/** The values of an enumeration but null, which is a way to leave a field out. */
export const valuesOf = (schema: Schema) =>
	schema.enum?.filter((value): value is string | number => value !== null);

export function leafOf(pair: Pair, path: string): Schema {
	const leaf = leavesOf(pair.schema).find((one) => one.path === path);
	if (leaf === undefined) throw new Error(`${pair.title} has no field ${path} in the contract`);
	return leaf.schema;
}
