import {
	displayParameter,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyCollection,
} from 'n8n-workflow';

/** Parameter values by name, as n8n resolved them. */
export type Values = { [parameter: string]: unknown };

/**
 * Keeps the parameters that the editor shows for these values and drops the others, also inside
 * collections and rows, so that nothing hidden is ever sent.
 *
 * @param values resolved values, which may still hold those of hidden parameters
 * @param root the values `displayOptions` with a leading slash refer to
 * @returns the shown parameters; switches, choices and numbers as the property declares them, also
 *   where an expression gave a text. An expression that gave nothing stays null: what the editor
 *   presets would not be what the user asked for.
 */
export function shown(
	values: Values,
	properties: INodeProperties[],
	node: INode,
	root: Values = values,
): Values {
	const seen: Values = {};
	for (const property of properties) {
		const { name, default: preset } = property;
		seen[name] = declared(property, name in values ? (values[name] ?? null) : preset);
	}
	const seenFrom = root === values ? seen : root;
	const kept: Values = {};
	for (const [at, property] of properties.entries()) {
		const { name, displayOptions } = property;
		if (displayOptions && !isShown(seen, property, node, seenFrom)) {
			// What hangs on a hidden parameter is hidden too; but it may stand there a second time.
			const isElsewhere = properties.some((other, later) => later > at && other.name === name);
			if (!(name in kept) && !isElsewhere) delete seen[name];
		} else kept[name] = inner(seen[name], property, node, seenFrom);
	}
	return kept;
}

/**
 * The properties without those that stand there a second time, under the same name, and are not the one that
 * is shown.
 *
 * @param kept the values that are shown
 */
export function withoutHiddenTwins(
	properties: INodeProperties[],
	kept: Values,
	node: INode,
): INodeProperties[] {
	const isTwin = ({ name }: INodeProperties) =>
		properties.filter((other) => other.name === name).length > 1;
	return properties.filter((one) => !isTwin(one) || isShown(kept, one, node, kept));
}

function isShown(values: Values, property: INodeProperties, node: INode, root: Values): boolean {
	return displayParameter(values as INodeParameters, property, node, null, root as INodeParameters);
}

function inner(value: unknown, property: INodeProperties, node: INode, root: Values): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (property.type === 'collection') {
		const members = (property.options as INodeProperties[]).filter(({ name }) => name in value);
		return shown(value as Values, members, node, root);
	}
	if (property.type === 'fixedCollection') {
		const kept: Values = {};
		for (const { name, values: members } of property.options as INodePropertyCollection[]) {
			const rows = (value as Values)[name];
			if (rows === undefined) continue;
			kept[name] = [rows].flat().map((row) => shown(row as Values, members, node, root));
		}
		return kept;
	}
	return value;
}

/**
 * The value in the type its property declares, where an expression or a tool gave it as text. A list or
 * an object is none, although JavaScript writes a list of one entry as the entry.
 */
function declared(property: INodeProperties, value: unknown): unknown {
	if (property.type === 'resourceLocator') return located(value);
	if (property.type === 'multiOptions' && Array.isArray(value)) {
		return value.map((one) => chosen(property, one));
	}
	if (typeof value === 'object') return value;
	if (property.type === 'boolean') {
		if (value === 1 || /^(true|1)$/i.test(String(value))) return true;
		if (value === 0 || /^(false|0)$/i.test(String(value))) return false;
	}
	if (property.type === 'options') return chosen(property, value);
	if (property.type === 'multiOptions') {
		const several = String(value)
			.split(/[,;\s]+/)
			.filter(Boolean);
		const options = property.options as Array<{ value: unknown }>;
		const found = several.map((one) => chosen(property, one));
		return found.every((one) => options.some((option) => option.value === one)) ? found : value;
	}
	if (property.type === 'number' && typeof value === 'string' && /^-?\d+([.]\d+)?$/.test(value)) {
		return Number(value);
	}
	return value;
}

/** The option that is meant, where it came as a text or a number in place of the other. */
const chosen = ({ options }: INodeProperties, value: unknown): unknown =>
	(options as Array<{ value: unknown }>).find((one) => String(one.value) === String(value))
		?.value ?? value;

/** What a resource locator points to. An expression or a tool may give that alone. */
function located(value: unknown): unknown {
	const isLocator =
		typeof value === 'object' && value !== null && 'mode' in value && 'value' in value;
	return isLocator ? located(value.value ?? null) : value;
}
