import type { Handler } from '../vendor';

/** What is left on the account, beside the status where other operations have their data. */
export const getBalance: Handler = (_request, { answer }) => ({
	...answer('0', 'success'),
	balance: '99.990000',
	gift: '50.00000',
	credit: '0',
});
