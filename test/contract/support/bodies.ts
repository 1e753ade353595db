import type { INode } from 'n8n-workflow';

import { parseCallees } from '../../../nodes/voice/input/callees';
import { CalleeError } from '../../../nodes/voice/input/phoneNumber';
import { shown, withoutHiddenTwins, type Values } from '../../../nodes/voice/input/display';
import { payload, write } from '../../../nodes/voice/input/payload';
import { numberRules } from '../../../nodes/voice/input/contacts';
import { nameTasks } from '../../../nodes/voice/calls/taskName';
import type { Body } from '../../../nodes/voice/input/wire';
import {
	isUpload,
	type Callee,
	type Operation,
	type Problem,
	type Request,
} from '../../../nodes/voice/types';
import type { Pair } from './contracts';

const node = { typeVersion: 1 } as INode;
export const now = new Date('2026-11-21T00:00:00Z');
export const surroundings = { now, workflowZone: 'Europe/Berlin', vendorZone: 'Asia/Shanghai' };

/**
 * What is asked of a list, its first page, or of a record; a file with its own name; the body of another operation as
 * it is.
 */
export function asked(operation: Operation, body: Body, local: Body = {}): Body {
	if (isUpload(operation)) return { [operation.name]: 'reminder.mp3', ...body };
	if (operation.kind !== 'read') return body;
	const { ask, pageSize } = operation;
	const [first] = ask?.(body, local, surroundings) ?? [body];
	return { ...(pageSize && { current: 1, size: pageSize }), ...first };
}

/**
 * From resolved parameters to the body on the wire, with what the credential adds: the walk of one
 * item that shares its request with nobody; of several requests the first.
 */
export function bodyOf({ operation, vendor, contract }: Pair, values: Values) {
	const { callees: rule, properties, fields } = operation;
	const kept = shown(values, properties, node);
	const ofCallees = properties.filter(
		({ name }) => name === rule?.parameter || name === rule?.variables,
	);
	const ofSettings = properties.filter((property) => !ofCallees.includes(property));
	const settings = write(kept, withoutHiddenTwins(ofSettings, kept, node), fields, surroundings);
	const said = write(kept, ofCallees, fields, surroundings);
	const problems: Problem[] = [...settings.problems, ...said.problems];
	if (problems.length === 0) {
		problems.push(...(operation.rules?.(settings.body, surroundings) ?? []));
	}

	let callees: Callee[] = [];
	const numbersAre = numberRules(operation, kept, 'vendor');
	if (rule && numbersAre) {
		const variables = rule.variables
			? (rule.readVariables?.(said.body) ?? (said.body as Record<string, string>))
			: {};
		try {
			const numbers = parseCallees(kept[rule.parameter], numbersAre);
			const inOne = numbers.slice(0, rule.perRequest);
			callees = inOne.map((number) => ({ number, variables }));
		} catch (error) {
			if (!(error instanceof CalleeError)) throw error;
			problems.push({ parameter: rule.parameter, message: error.message });
		}
	}
	const named = { ...(operation.usesAppId && { appId: 'app1' }), ...settings.body };
	const body = asked(operation, named, settings.local);
	let request: Request = { body, callees, items: [0] };
	if (operation.taskList)
		[request] = nameTasks([request], { target: 'test', now, zone: 'Asia/Shanghai' });
	const encoded = vendor.encode(payload(operation, request));
	const json = /json/.test(vendor.contentType);
	const wire = json ? JSON.parse(encoded) : Object.fromEntries(new URLSearchParams(encoded));
	if (contract.name === 'innopaas') Object.assign(wire, { appId: 'app', appKey: 'secret' });
	return { body: wire as Record<string, any>, problems, kept };
}
