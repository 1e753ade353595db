import { parameters } from '../../voice/input/declaration';
import { wordsOf } from '../../voice/input/wire';
import type { ReadOperation } from '../../voice/types';
import type { Row } from '../records';

const FIELDS = ['balance', 'gift', 'credit'];

/**
 * Reads what is left on the account. The answer has it beside the code, where others have their data.
 *
 * @param path the vendors have it in different places
 * @see https://www.onbuka.com/sms-api2/
 * @see https://www.itniotech.com/api/account/getBalance
 * @see https://www.laaffic.com/api/account/getBalance/
 */
export const getBalance = (path: string): ReadOperation => ({
	kind: 'read',
	resource: { name: 'Account', value: 'account' },
	operation: {
		name: 'Get Balance',
		value: 'getBalance',
		action: 'Get the balance of the account',
		description: 'Read what is left on the account; the vendor names no currency',
	},
	method: 'GET',
	path,
	refusals: ['-1', '-2', '-13', '-16'],
	...parameters([]),
	numbers: 'asWritten',
	read: ({ beside = {} }) => (wordsOf(beside.balance) === '' ? undefined : { rows: [beside] }),
	item: (row) => {
		const amounts = FIELDS.map((name) => [name, wordsOf((row as Row)[name])]);
		return Object.fromEntries(amounts.filter(([, amount]) => amount !== ''));
	},
	sample: { balance: '99.990000', gift: '50.00000', credit: '0' },
});
