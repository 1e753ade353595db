/** A wire value: what stands in a JSON body or, as text, in a form. */
export type Wire = string | number | boolean | Wire[] | { [name: string]: Wire };
export type Body = { [name: string]: Wire };

/** What a check or a payload may need to know beyond the values. */
export interface Surroundings {
	now: Date;
	/** The zone of times written without an offset: the workflow's. */
	workflowZone: string;
	/** The zone the vendor reads times in. */
	vendorZone: string;
}

/** When something is asked, and the zone of the times in it. */
export type At = Pick<Surroundings, 'now' | 'vendorZone'>;

/** A value that is not allowed for a reason of its own: the end of the sentence "is ..., ". */
export class Refusal {
	constructor(readonly why: string) {}
}

/** What a vendor wrote where a text or a number belongs; anything else is nothing. */
export const wordsOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';
