import type { Meaning, Vendor } from '../voice/types';

/**
 * What a person can do about a code of the Buka platform, by code. The meanings are those of the
 * vendors' tables (https://www.onbuka.com/sms-api1/ and the page of each operation).
 */
export const ADVICE: Record<string, string> = {
	'-1': 'Check API Key and API Secret in the credential.',
	'-2': 'Ask the vendor to allow the address of this n8n, or add it in the console.',
	'-3': 'The SMS text contains forbidden words.',
	'-4': 'The SMS text is empty.',
	'-5': 'The SMS text is too long.',
	'-6': 'The SMS text matches no template of the account.',
	'-7': 'There are too many numbers in one request.',
	'-8': 'The vendor found no number. Check the numbers.',
	'-9': 'A number is malformed. Check the numbers and their country codes.',
	'-10': 'The balance is too low. Top up the account at the vendor.',
	'-11': 'The vendor does not understand Send Time.',
	'-12':
		'The submission failed on the vendor’s side. Look at the call records there before you send again.',
	'-13': 'The account is locked. Ask the vendor.',
	'-14': 'A field is empty, or an ID is wrong.',
	'-15': 'Too many requests in a short time. Try again later.',
	'-16':
		'The time stamp of the request is too old or too new. Set the clock of the machine that runs n8n.',
	'-17': 'The SMS template is empty.',
	'-18': 'An error on the vendor’s side. Look at the call records there before you send again.',
	'-19': 'The account is not verified. Write to the account manager at the vendor.',
	'-20': 'The data is already there. Look at the list at the vendor.',
	'-21': 'A value failed the vendor’s check. Compare the parameters with the console.',
	'-22':
		'A parameter is not what the vendor expects. Check App ID, Display Number and the IDs of files and groups.',
	'-23': 'A limit of the account is reached. Ask the vendor.',
	'-24':
		'Something that a parameter names does not exist. Check App ID and the IDs of tasks, files and agent groups.',
	'-26': 'The vendor has no price for this destination. Check the country codes of the numbers.',
	'-34':
		'Nobody of that group call is left to be called again. Create a new one, or set Call Whom to All Callees.',
	'-35': 'The vendor found no number to call. Check the numbers.',
	'-37': 'Too many tasks run at once. Wait until one has finished.',
	'-38': 'Text and Language are both needed.',
	'-39': 'The vendor does not know this Language for the text.',
	'-41':
		'Task Name is used already. Choose another one. If it was left empty, the task of this list was cancelled or has failed at the vendor: give it a name to call the list again.',
	'-46':
		'The five long text-to-speech conversions of the day are used up. Try tomorrow, or use an uploaded file.',
	'-53': 'Hang-Up SMS is on but none of its triggers is.',
	'-54': 'The task can’t be used for this. Look at it at the vendor.',
	'-60': 'Script ID names no AI script of the account.',
};

/**
 * The codes by which the platform's general list and that of group calls say that nothing was done. Not
 * -12 and -18: an error on the vendor's side says nothing of what had been done before it.
 *
 * @see https://www.onbuka.com/sms-api1/
 * @see https://www.laaffic.com/api/voice/callSendAI/
 */
const REFUSALS: readonly string[] = Object.keys(ADVICE).filter(
	(code) => !['-12', '-18'].includes(code),
);

/**
 * The same of voice messages, by the tables of their pages.
 *
 * @see https://www.itniotech.com/api/voice/sendGroup/
 * @see https://www.laaffic.com/api/voice/sendCode/
 */
export const REFUSALS_OF_MESSAGES: readonly string[] = ['-1', '-2', '-10', '-16', '-22', '-26'];

const MEANINGS: Record<string, Meaning> = { '-15': 'later', '-16': 'clock', '-41': 'taken' };

/** What a failing code means for the operation; undefined where no page calls it a refusal. */
export const meaning: Vendor['meaning'] = (code, { refusals = REFUSALS }) =>
	refusals.includes(code) ? (MEANINGS[code] ?? 'final') : undefined;

/** Authentication, the caller's address, the balance, and a locked account: the next request fails as well. */
export const concernsAccount = (code: string): boolean => ['-1', '-2', '-10', '-13'].includes(code);

export const advice = (code: string): string | undefined =>
	Object.hasOwn(ADVICE, code) ? ADVICE[code] : undefined;
