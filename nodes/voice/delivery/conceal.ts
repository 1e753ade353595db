import type { IDataObject } from 'n8n-workflow';

import type { Outcome } from '../types';

/** Looks like what requests to the Buka platform are signed with, which is good for minutes; whatever it stands next to. */
const SIGNATURE = /[0-9a-f]{32,}/gi;

/** A secret as it is, and as addresses and forms write it. */
function formsOf(secret: string): string[] {
	// Half a symbol can't be encoded.
	const text = secret.replace(/[\uD800-\uDFFF]/gu, '\uFFFD');
	return [secret, encodeURIComponent(text), new URLSearchParams([['', text]]).toString().slice(1)];
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Most characters of the vendor's words that go on; an answer may be megabytes long. */
const MOST_WORDS = 200;

/**
 * Prepares the taking out of an account's secrets, should the vendor repeat what was sent, and of all but the
 * beginning of long words. Outcomes that are one object stay one.
 */
export function concealer(secrets: string[]): (outcome: Outcome) => Outcome {
	// The longest first: one secret may begin another.
	const forms = secrets.flatMap(formsOf).sort((a, b) => b.length - a.length);
	const pattern = new RegExp(forms.map(escaped).join('|') || '(?!)', 'gi');
	const mask = <T>(said: T): T =>
		typeof said === 'string' ? (said.replace(pattern, '***') as T) : said;
	// Not before the secrets are gone: half of one would be left.
	const shorten = <T>(said: T): T =>
		typeof said === 'string' && said.length > MOST_WORDS
			? (`${said.slice(0, MOST_WORDS)}…` as T)
			: said;
	// Callees that share an outcome go on sharing it.
	const cleaned = new Map<Outcome, Outcome>();
	return (outcome) => {
		let known = cleaned.get(outcome);
		if (known === undefined) {
			const reason = outcome.reason.replace(SIGNATURE, '***');
			const unsigned = reason === outcome.reason ? outcome : { ...outcome, reason };
			known = withEachText(unsigned, (said) => shorten(mask(said)));
			cleaned.set(outcome, known);
		}
		return known;
	};
}

/** An outcome with its texts changed; itself if none is. */
function withEachText(outcome: Outcome, change: <T>(text: T) => T): Outcome {
	const { code, reason, ids } = outcome;
	const names = Object.keys(ids);
	const isSame = names.every((name) => change(ids[name]) === ids[name]);
	if (isSame && change(code) === code && change(reason) === reason) return outcome;
	const changed = names.map((name) => [name, change(ids[name])]);
	return {
		...outcome,
		code: change(code),
		reason: change(reason),
		ids: Object.fromEntries(changed),
	};
}

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
		// Assigned, it would be what the object inherits from.
		if (name !== '__proto__' && !SECRET.test(name)) kept[name] = withoutSecrets(inner);
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
