import type { Operation } from '../types';

type ByKind = Record<Operation['kind'], string>;

/** With a capital letter in front, as a sentence begins. */
export const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** The code of what the node itself does not send. */
export const NOT_ALLOWED = 'NOT ALLOWED';

/** The code of an item that can’t be used, and of what a run that is stopped does not send. */
export const INVALID = 'INVALID';

/** What it means for people that nothing was sent. */
export const NOTHING: ByKind = {
	call: 'nobody was called',
	change: 'nothing was sent',
	read: 'nothing was sent',
	wait: 'nothing was sent',
	file: 'nothing was sent',
};

/** The same before it is looked at what is to be done. */
export const NOTHING_AT_ALL = 'Nothing was sent, and nobody was called.';

/** What a language model does where nobody knows; it can't look there. */
export const NOT_AGAIN =
	'The phone may have rung: do not call again, and say that somebody has to look at the vendor.';

/** The same of whatever may have been sent, by this try of the run or an earlier one. */
export const MAY_BE_SENT = 'It may have been sent: do not do it again.';
export const TRIED_BEFORE = 'An earlier try of this may have been sent: do not do it again.';

/** One text of several, each of them a sentence or more. */
export const inSentences = (...texts: Array<string | false | null | undefined>): string =>
	texts
		.filter((text) => text)
		.map((text) => (/[.!?…]$/.test(text as string) ? text : `${text as string}.`))
		.join(' ');

/** What a person does where nobody knows. */
export const PERHAPS: ByKind = {
	call: 'It may have been called. Look at the task or the call records at the vendor before you send it again.',
	change: 'It may have been changed. Look at it at the vendor before you change it again.',
	read: 'Try again later.',
	wait: 'Try again later.',
	file: 'The file may be at the vendor. Look there before you send it again.',
};
