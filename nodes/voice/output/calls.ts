import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { isSettled, type Result } from '../calls/outcome';
import type { Plan } from '../calls/plan';
import { grouped } from '../grouped';
import { countOfSent, isKeptBack } from '../guards/keptBack';
import type { Outcome, Vendor } from '../types';
import { about, failure, remedy } from './errors';
import type { Failing } from './failures';

/** One output item per callee of the input, in the order of the input. */
export function perCallee(
	vendor: Vendor,
	{ requests, slots }: Plan,
	results: Result[],
	fail: Failing,
): INodeExecutionData[] {
	const sent = results.map(({ outcomes }) => countOfSent(outcomes));
	return slots.map(({ item, request, position, duplicate }) => {
		const outcome = results[request].outcomes[position];
		const { taskName, callees } = requests[request];
		const callee = callees[position]?.number;
		const json: IDataObject = {};
		// Not `callee`: n8n's expressions refuse to read a field of that name.
		if (callee !== undefined) json.calleeNumber = callee;
		describe(json, outcome, results[request], taskName);
		if (duplicate) json.duplicate = true;
		if (isSettled(outcome)) return { json, pairedItem: { item } };
		const subject =
			(isSettled(results[request].request) || isKeptBack(outcome)) && callee !== undefined
				? callee
				: about(requests[request], sent[request]);
		return fail(json, failure(vendor, outcome, subject), remedy(vendor, outcome, 'call'), [item]);
	});
}

/** One output item per request; a request whose callees fared differently gives one for each fate. */
export function perRequest(
	vendor: Vendor,
	{ requests, slots }: Plan,
	results: Result[],
	fail: Failing,
): INodeExecutionData[] {
	const slotsOf = grouped(slots, ({ request }) => request);
	return requests.flatMap((request, index) => {
		const { outcomes } = results[index];
		const fates = grouped(outcomes.keys(), (at) => `${outcomes[at].status} ${outcomes[at].code}`);
		const slotsAt = grouped(slotsOf.get(index) ?? [], ({ position }) => position);
		return [...fates.values()].map((positions) => {
			const outcome = outcomes[positions[0]];
			// Only the items this fate is about: n8n puts the fields of the first beside an error.
			const concerned = positions.flatMap((at) => slotsAt.get(at) ?? []);
			const items = [...new Set(concerned.map(({ item }) => item))];
			const { voiceId: _, ...ids } = outcome.ids;
			const voiceIds = positions.map((at) => outcomes[at].ids.voiceId ?? null);
			const calleeCount = request.callees.length === 0 ? 0 : positions.length;
			const json: IDataObject = {
				...describe({ calleeCount }, { ...outcome, ids }, results[index], request.taskName),
				...(voiceIds.some((id) => id !== null) && { voiceIds }),
				...(!isSettled(outcome) && {
					callees: positions.flatMap((at) => request.callees[at]?.number ?? []),
				}),
			};
			if (isSettled(outcome)) {
				return { json, pairedItem: items.map((item) => ({ item })) };
			}
			const error = failure(vendor, outcome, about(request, positions.length));
			return fail(json, error, remedy(vendor, outcome, 'call'), items);
		});
	});
}

/** Adds an outcome to the fields of an item. One by one: a hundred thousand spreads take a while. */
function describe(
	json: IDataObject,
	outcome: Outcome,
	{ submittedAt }: Result,
	taskName?: string,
): IDataObject {
	const { status, code, reason, ids } = outcome;
	json.status = status;
	for (const name of Object.keys(ids)) json[name] = ids[name];
	if (taskName !== undefined) json.taskName = taskName;
	// From then on the vendor has the call; of one that was taken before nobody knows it here.
	if (status === 'accepted' && submittedAt !== undefined) json.submittedAt = submittedAt;
	json.code = code;
	json.reason = reason;
	return json;
}
