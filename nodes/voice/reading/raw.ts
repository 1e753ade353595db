import type { IDataObject } from 'n8n-workflow';

/** Names under which vendors keep what must not come out: passwords of phones, agents and trunks. */
const SECRET = /password|secret|passwd|^(sign|token|api-?key|app-?key)$/i;

/** A row as the vendor wrote it, without secrets. */
export function withoutSecrets<T>(value: T): T {
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(withoutSecrets) as T;
	const kept: IDataObject = {};
	for (const [name, inner] of Object.entries(value)) {
		if (!SECRET.test(name)) kept[name] = withoutSecrets(inner);
	}
	return kept as T;
}
