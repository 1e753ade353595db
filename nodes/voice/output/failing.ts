import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** How a failing item tells so, which depends on what the node does on an error. */
export type Failing = (
	outcome: IDataObject,
	error: string,
	description: string,
	items: number[],
) => INodeExecutionData;

/** Names that n8n needs for itself on the error branch. */
const TAKEN = ['error', 'details'];

/**
 * n8n sends an item to the error branch if its json has no other keys than `error`, `message` and
 * `details`, and then adds the fields of the input item. (An item with an `error` of its own would
 * go there too, but with nothing in it except the message.) So the outcome lies in `details` there, and
 * so do fields of the input that have one of those names.
 */
export function failing(ctx: IExecuteFunctions): Failing {
	const { onError } = ctx.getNode();
	const inputs = ctx.getInputData();
	return (outcome, error, description, items) => {
		const pairedItem = items.length === 1 ? { item: items[0] } : items.map((item) => ({ item }));
		if (onError !== 'continueErrorOutput') {
			return { json: { ...outcome, error, description }, pairedItem };
		}
		const { json } = inputs[items[0]];
		const hidden = TAKEN.filter((name) => name in json).map((name) => [name, json[name]]);
		const input = hidden.length > 0 && { input: Object.fromEntries(hidden) as IDataObject };
		return { json: { error, details: { ...outcome, description, ...input } }, pairedItem };
	};
}
