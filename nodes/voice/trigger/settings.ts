import { NodeOperationError, type IHookFunctions, type IWebhookFunctions } from 'n8n-workflow';

import { readAccount } from '../delivery/account';
import { quote } from '../input/payload';
import { isIn, readNetworks } from './addresses';
import { Refused } from './answer';
import type { Trigger } from './types';

/**
 * Looks at the settings before n8n opens the address.
 *
 * @throws NodeOperationError where they can't be used: the workflow then is not activated
 */
export async function checkSettings(ctx: IHookFunctions, { vendor }: Trigger): Promise<true> {
	const { wrong } = allowed(ctx);
	if (wrong.length > 0) throw new NodeOperationError(ctx.getNode(), complaint(wrong));
	if (ctx.getNodeParameter('checkWithVendor', false) === true) {
		await readAccount(ctx, vendor).catch((error: Error) => {
			throw new NodeOperationError(ctx.getNode(), error.message, {
				description: 'Check With Vendor needs the credential. Open it and correct it.',
			});
		});
	}
	return true;
}

/**
 * Lets only those in who may send.
 *
 * @throws Refused for anybody else, and for everybody while the list can't be read
 */
export function checkSender(ctx: IWebhookFunctions): void {
	const { networks, wrong } = allowed(ctx);
	if (wrong.length > 0) throw new Refused(500, complaint(wrong));
	if (networks.length === 0) return;
	const { ip } = ctx.getRequestObject();
	if (!isIn(networks, ip)) throw new Refused(403, 'This address may not send');
}

function allowed(ctx: Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>) {
	const given: unknown = ctx.getNodeParameter('allowedAddresses', '');
	return typeof given === 'string' ? readNetworks(given) : { networks: [], wrong: [String(given)] };
}

const complaint = (wrong: string[]) =>
	`Allowed Addresses has ${wrong.map(quote).join(', ')}; allowed are IP addresses and networks such as 198.51.100.0/24`;
