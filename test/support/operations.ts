import type { CallOperation, Vendor } from '../../nodes/voice/types';

/** The first operation of a vendor that rings phones, or the one of a resource and name. */
export function calling({ name, operations }: Vendor, wanted?: string): CallOperation {
	const found = operations.find(
		({ kind, resource, operation }) =>
			kind === 'call' && (!wanted || wanted === `${resource.value}.${operation.value}`),
	);
	if (found?.kind !== 'call') throw new Error(`${name} has no call ${wanted ?? ''}`);
	return found;
}
