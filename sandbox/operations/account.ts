import { money } from '../course';
import type { Handler } from '../vendor';

/** What is left on the account, beside the status where other operations have their data. */
export const getBalance: Handler = (_request, { vendor, state, answer }) => {
	const { balance, gift, credit } = state.accounts[vendor];
	return { ...answer('0', 'success'), balance: money(balance), gift, credit };
};
