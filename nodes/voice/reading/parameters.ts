import type { IDataObject } from 'n8n-workflow';

import { withoutSecrets } from '../delivery/conceal';
import type { Parameter } from '../input/declaration';
import { flag, integer } from '../input/fields';

/** How many records come out, as n8n's own nodes have it. */
export const howMany: Parameter[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		is: { ...flag(false, true), notSent: true },
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: {
			minValue: 1,
		},
		required: true,
		displayOptions: { show: { returnAll: [false] } },
		default: 50,
		description: 'Max number of results to return',
		is: { ...integer(1), notSent: true },
	},
];

/** What may be left out, and leaves out what it does not fit. */
export const filtersOf = (options: Parameter[]): Parameter => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	options,
});

/** For records of more than ten fields. */
export const simplify: Parameter = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	is: { ...flag(false, true), notSent: true },
};

/** Adds what the vendor wrote, where Simplify is off. */
export function withRaw(item: IDataObject, row: unknown, simplify: unknown): IDataObject {
	if (simplify === false) item.raw = withoutSecrets(row as IDataObject);
	return item;
}
