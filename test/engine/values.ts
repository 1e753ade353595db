import type { INodeParameters } from 'n8n-workflow';

/** Parameters with a value put at a path. */
export function withValue(target: unknown, path: string, value: unknown): INodeParameters {
	const [head, ...rest] = path.split('.');
	const inner = (target as Record<string, unknown> | undefined)?.[head];
	const put = rest.length === 0 ? value : withValue(inner, rest.join('.'), value);
	if (/^\d+$/.test(head)) {
		const rows = [...((target ?? []) as unknown[])];
		rows[Number(head)] = put;
		return rows as never;
	}
	return { ...(target as INodeParameters), [head]: put as never };
}

/** A found value as the message says it. */
export function found(value: unknown): string {
	if (Array.isArray(value)) return `a list of ${value.length} entries`;
	if (typeof value === 'object') return 'an object';
	if (typeof value !== 'string') return String(value);
	return value.length > 60 ? `a text of ${value.length} characters` : `"${value}"`;
}
