import type { Operation } from '../types';

type ByKind = Record<Operation['kind'], string>;

/** With a capital letter in front, as a sentence begins. */
export const capitalized = (text: string): string => text[0].toUpperCase() + text.slice(1);

/** The code of what the node itself does not send. */
export const NOT_ALLOWED = 'NOT ALLOWED';

/** What it means for people that nothing was sent. */
export const NOTHING: ByKind = {
	call: 'nobody was called',
	change: 'nothing was sent',
	read: 'nothing was sent',
	wait: 'nothing was sent',
	file: 'nothing was sent',
};

/** What a person does where nobody knows. */
export const PERHAPS: ByKind = {
	call: 'It may have been called. Look at the task or the call records at the vendor before you send it again.',
	change: 'It may have been changed. Look at it at the vendor before you change it again.',
	read: 'Try again later.',
	wait: 'Try again later.',
	file: 'The file may be at the vendor. Look there before you send it again.',
};
