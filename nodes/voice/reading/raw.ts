import type { IDataObject } from 'n8n-workflow';

/** In names under which vendors keep what must not come out: passwords of phones, agents and trunks, keys. */
const SECRET =
	/passw|passphrase|pwd|secret|token|auth|credential|(?<!as|de)sign|(access|private|app|api)[-_ ]?key/i;
/** Names that are secrets in an address alone. */
const SECRET_IN_ADDRESS = /^(sig|key)$/i;

/**
 * What a vendor wrote, without secrets: fields of such names, and of addresses the user with the password, and
 * queries that hold one.
 */
export function withoutSecrets<T>(value: T): T {
	if (typeof value === 'string') return withoutSecretQueries(withoutUsers(value)) as T;
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map(withoutSecrets) as T;
	const kept: IDataObject = {};
	for (const [name, inner] of Object.entries(value)) {
		if (!SECRET.test(name)) kept[name] = withoutSecrets(inner);
	}
	return kept as T;
}

const withoutUsers = (text: string) => text.replace(/\/\/[^\s/?#"'<>]*@/g, '//');

const withoutSecretQueries = (text: string) =>
	text.replace(/[?#][^\s"'<>]+/g, (query) => (holdsSecret(query) ? '' : query));

const holdsSecret = (query: string) =>
	query
		.split(/[?#&;]/)
		.filter((part) => part.includes('='))
		.map((part) => part.slice(0, part.indexOf('=')))
		.some((name) => SECRET.test(name) || SECRET_IN_ADDRESS.test(name));
