import type { IDisplayOptions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import {
	choice,
	group,
	rows,
	several,
	type Field,
	type Fields,
	type Group,
	type Rows,
} from './fields';

/**
 * A parameter, declared once: what the editor shows, as n8n has it, and beside it what it `is`. The bounds
 * end the first sentence of the description and are those of the editor's number.
 *
 * Its literal stands in a list or behind a name, never as the argument of a call: there the lint doesn't
 * look at the display name.
 */
export interface Parameter extends Omit<INodeProperties, 'options'> {
	/**
	 * How it is checked and what it is on the wire. Collections, rows and choices say it themselves. Without
	 * it, nothing is written: the callees are read elsewhere.
	 */
	is?: Field;
	/** Of a choice: the vendor's name where the editor's must differ, see `Field`. */
	as?: string;
	/** Choices, members of a collection in any order, or the one kind of row. */
	options?: Array<INodePropertyOptions | Parameter | Section>;
	/** Most rows. */
	most?: number;
	/** What a row lacks in the editor but needs on the wire. */
	complete?: Rows['complete'];
	/** Of a member of a collection: it stands before the others, which are sorted by their names. */
	first?: true;
	/** Of a resource locator: the method of `listSearch` that gives its list. */
	searchListMethod?: string;
}

/** The rows of a fixedCollection. */
interface Section {
	displayName: string;
	name: string;
	values: Parameter[];
}

/** The parameters of an operation as n8n and as the payload want them. */
export function parameters(declared: Parameter[]): {
	properties: INodeProperties[];
	fields: Fields;
} {
	const both = declared.map(declare);
	return {
		properties: both.map(({ property }) => property),
		fields: Object.fromEntries(
			both.flatMap(({ property, field }) => (field ? [[property.name, field]] : [])),
		),
	};
}

/** The parameters, shown only where others have one of these values: `{ source: [3] }`. */
export const when = (
	show: NonNullable<IDisplayOptions['show']>,
	declared: Parameter[],
): Parameter[] =>
	declared.map((parameter) => ({
		...parameter,
		displayOptions: { show: { ...show, ...parameter.displayOptions?.show } },
	}));

function declare(declared: Parameter): {
	property: INodeProperties;
	field?: Field | Group | Rows;
} {
	const { is, as, most, complete, first: _, searchListMethod, options, ...shown } = declared;
	const { type, description } = shown;
	if (type === 'collection') {
		const members = (options as Parameter[]).toSorted(
			(one, other) =>
				Number(other.first ?? false) - Number(one.first ?? false) ||
				one.displayName.localeCompare(other.displayName, 'en', { numeric: true }),
		);
		const { properties, fields } = parameters(members);
		return { property: { ...shown, options: properties }, field: group(fields) };
	}
	if (type === 'fixedCollection') {
		const [{ values, ...section }] = options as Section[];
		const { properties, fields } = parameters(values);
		return {
			property: {
				...shown,
				description: bounded(description, most && `at most ${most}`),
				options: [{ ...section, values: properties }],
			},
			field: rows(section.name, fields, { most, complete }),
		};
	}
	if (type === 'options' || type === 'multiOptions') {
		const choices = options as INodePropertyOptions[];
		const one = choiceOf(choices);
		const field = is ?? (type === 'options' ? one : several(one));
		return { property: { ...shown, options: choices }, field: as ? { ...field, as } : field };
	}
	const property: INodeProperties = { ...shown };
	if (is?.bounds) property.description = bounded(description, is.bounds);
	if (type === 'number') property.typeOptions = { ...shown.typeOptions, ...is?.typeOptions };
	if (type === 'resourceLocator') Object.assign(property, modesOf(shown, searchListMethod));
	return { property, field: is };
}

/** Numbers by size. An empty choice leaves it to the vendor. */
const choiceOf = (options: INodePropertyOptions[]) =>
	choice(
		...(options.map(({ value }) => value) as Array<string | number>)
			.filter((value) => value !== '')
			.sort((one, other) => Number(one) - Number(other) || 0),
	);

/** The description with the bounds at the end of its first sentence. */
const bounded = (description: string | undefined, bounds: string | number | undefined) =>
	bounds ? description?.replace(/(?<!e\.g)(?=\. |\.?$)/, `, ${bounds}`) : description;

/** It is picked from a list or named by its ID. */
const modesOf = ({ placeholder }: Parameter, searchListMethod?: string) => ({
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod, searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
	],
});
