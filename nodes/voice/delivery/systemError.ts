/** Node's steps before there is a connection: finding the host's address, and connecting to it. */
const BEFORE_CONNECTION = new Set(['getaddrinfo', 'connect']);

/** A certificate is looked at before the first byte of a request is sent. */
const CERTIFICATE = new Set([
	'CERT_CHAIN_TOO_LONG',
	'CERT_HAS_EXPIRED',
	'CERT_NOT_YET_VALID',
	'CERT_REJECTED',
	'CERT_REVOKED',
	'CERT_SIGNATURE_FAILURE',
	'CERT_UNTRUSTED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'HOSTNAME_MISMATCH',
	'INVALID_CA',
	'INVALID_PURPOSE',
	'PATH_LENGTH_EXCEEDED',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** More errors than this inside one another are not looked at. */
const DEEPEST = 8;

/**
 * Reads Node's error inside those around it: n8n's NodeApiError holds axios' error as its cause, which
 * has Node's code and holds Node's error as its cause; that one is an AggregateError where a host has
 * several addresses. Messages are left behind, they may hold what was sent.
 *
 * @returns the first code found, or an empty text; and whether it is proven that no byte of the request
 *   left. A code alone is no proof: an established connection can break with the same one, and so can it
 *   with the words of OpenSSL.
 */
export function systemError(error: unknown): { code: string; neverLeft: boolean } {
	const chain = [];
	let inner = error;
	while (isObject(inner) && chain.length < DEEPEST) {
		chain.push(inner);
		inner = inner.cause;
	}
	const code = chain.map((link) => link.code).find((found) => typeof found === 'string') ?? '';
	const neverLeft = chain.some(isUnencrypted) || isBeforeSending(error, DEEPEST);
	return { code, neverLeft };
}

/** Whether the errors that all others come from are all of a kind that proves it. */
function isBeforeSending(error: unknown, depth: number): boolean {
	if (!isObject(error) || depth === 0) return false;
	const { cause, errors, syscall, code } = error;
	const inside = Array.isArray(errors) ? (errors as unknown[]) : [];
	const origins = cause === undefined ? inside : [...inside, cause];
	if (origins.length > 0) return origins.every((origin) => isBeforeSending(origin, depth - 1));
	return BEFORE_CONNECTION.has(syscall as string) || CERTIFICATE.has(code as string);
}

/**
 * Whether the connection that was to be encrypted came to its end before it was. axios' error holds
 * the request, and nothing of it leaves through Node's TLS socket while that is `secureConnecting`.
 */
function isUnencrypted({ request }: Link): boolean {
	const socket = isObject(request) ? request.socket : undefined;
	return isObject(socket) && socket.destroyed === true && socket.secureConnecting === true;
}

type Link = Record<string, unknown>;

const isObject = (value: unknown): value is Link => typeof value === 'object' && value !== null;
