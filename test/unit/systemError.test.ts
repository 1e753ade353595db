import { AxiosError } from 'axios';
import { NodeApiError, type INode } from 'n8n-workflow';

import { systemError } from '../../nodes/voice/delivery/systemError';

/** An error of Node's. */
const error = (code: string, syscall?: string) =>
	Object.assign(new Error(`${syscall} ${code}`), { code, ...(syscall && { syscall }) });

/** As n8n throws it: axios' error around Node's, and its own around that. */
const thrown = (inner: Error, socket?: object) =>
	new NodeApiError(
		{ name: 'Node', type: 'node' } as INode,
		AxiosError.from(inner, undefined, undefined, { socket }) as never,
	);

const several = (...errors: Error[]) =>
	Object.assign(new AggregateError(errors), {
		code: (errors[0] as { code?: string } | undefined)?.code,
	});

const unreachable = error('EHOSTUNREACH', 'connect');
const cut = error('EHOSTUNREACH', 'read');
const looped: Error = new Error('looped', { cause: unreachable });
looped.cause = looped;

test.each([
	['the certificate has expired', error('CERT_HAS_EXPIRED')],
	['the host’s name can’t be looked up now', error('EAI_AGAIN', 'getaddrinfo')],
	['no address of the host can be reached', several(unreachable, error('ETIMEDOUT', 'connect'))],
])('nothing has left when %s', (_, inner) => {
	const { code } = inner as { code?: string };
	expect(systemError(thrown(inner))).toEqual({ code, neverLeft: true });
});

test('nothing has left through a socket that ended before it was encrypted', () => {
	const inner = error('EPROTO', 'write');
	const socket = { destroyed: true, secureConnecting: true };
	expect(systemError(thrown(inner, socket))).toEqual({ code: 'EPROTO', neverLeft: true });
});

test.each([
	['a connection breaks', cut],
	['one of several attempts had a connection', several(unreachable, cut)],
	['several attempts say nothing', several()],
	['the answer takes too long', new AxiosError('timeout of 300000ms exceeded', 'ECONNABORTED')],
	['there is a code and nobody says what was done', error('ECONNREFUSED')],
	['errors go round in circles', looped],
])('something may have left when %s', (_, inner) => {
	expect(systemError(thrown(inner))).toMatchObject({ neverLeft: false });
	// Whoever wraps it once more proves nothing.
	expect(systemError(new Error('again', { cause: inner }))).toMatchObject({ neverLeft: false });
});

test.each([
	['is encrypted', { destroyed: true, secureConnecting: false }],
	['is not to be encrypted', { destroyed: true }],
	['is still being encrypted', { destroyed: false, secureConnecting: true }],
])('something may have left through a socket that %s', (_, socket) => {
	const inner = error('ECONNRESET', 'read');
	expect(systemError(thrown(inner, socket))).toEqual({ code: 'ECONNRESET', neverLeft: false });
});

test.each([undefined, null, 'ECONNREFUSED', {}])('nothing is proven by %p', (nothing) => {
	expect(systemError(nothing)).toEqual({ code: '', neverLeft: false });
});
