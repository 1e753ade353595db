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
	const isChecked = checkOf(ctx);
	if (isChecked === undefined) throw new NodeOperationError(ctx.getNode(), NEITHER);
	if (isChecked) {
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

/**
 * Whether reports are looked up at the vendor.
 *
 * @throws Refused while nobody can say
 */
export function wantsCheck(ctx: IWebhookFunctions): boolean {
	const isChecked = checkOf(ctx);
	if (isChecked === undefined) throw new Refused(500, NEITHER);
	return isChecked;
}

type Settings = Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>;

function allowed(ctx: Settings) {
	const given: unknown = ctx.getNodeParameter('allowedAddresses', '');
	if (typeof given !== 'string') return { networks: [], wrong: [String(given)] };
	const read = readNetworks(given);
	// An expression that has come to nothing but commas would let everybody in.
	const isNothing = given.trim() !== '' && read.networks.length + read.wrong.length === 0;
	return isNothing ? { networks: [], wrong: [given] } : read;
}

const NEITHER = 'Check With Vendor is neither on nor off';

/** An expression may come to "true" or nothing, which are no switch. */
function checkOf(ctx: Settings): boolean | undefined {
	const given: unknown = ctx.getNodeParameter('checkWithVendor', false);
	return typeof given === 'boolean' ? given : undefined;
}

const complaint = (wrong: string[]) =>
	`Allowed Addresses has ${wrong.map(quote).join(', ')}; allowed are IP addresses and networks such as 198.51.100.0/24`;
