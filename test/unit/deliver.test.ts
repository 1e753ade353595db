import type { IExecuteFunctions } from 'n8n-workflow';

import { itniotech } from '../../nodes/Itniotech/profile';
import { courierOf } from '../../nodes/voice/deliver';

/** n8n's helper, ending with a system error inside one of n8n's. */
const failingWith = (error: object) =>
	({
		getExecutionCancelSignal: () => undefined,
		helpers: {
			httpRequestWithAuthentication: async () => {
				throw Object.assign(new Error('n8n’s own words'), { cause: error });
			},
		},
	}) as unknown as IExecuteFunctions;

test.each([
	['the name is unknown', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }, 'notSent'],
	['the connection is refused', { code: 'ECONNREFUSED', syscall: 'connect' }, 'notSent'],
	['the host is unreachable', { code: 'EHOSTUNREACH', syscall: 'connect' }, 'notSent'],
	['connecting takes too long', { code: 'ETIMEDOUT', syscall: 'connect' }, 'notSent'],
	['the certificate has expired', { code: 'CERT_HAS_EXPIRED' }, 'notSent'],
	['the host goes away while it answers', { code: 'EHOSTUNREACH', syscall: 'read' }, 'noAnswer'],
	['the connection breaks', { code: 'ECONNRESET', syscall: 'read' }, 'noAnswer'],
	['the answer takes too long', { code: 'ECONNABORTED' }, 'noAnswer'],
	['nobody knows why', {}, 'noAnswer'],
])('when %s', async (_, error, end) => {
	const [operation] = itniotech.operations;
	const courier = courierOf(failingWith(error), itniotech, 'https://api.itniotech.com', 0);
	expect(await courier.deliver(operation, '{}')).toMatchObject({ end });
});
