/**
 * Reads JSON as JSON.parse does, but for numbers that are too large to be exact in JavaScript: they become
 * texts as they stand, because an ID with other digits is the ID of something else.
 *
 * @param numbers `asWritten` where every number is to be such a text: money has digits that a number drops
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string, numbers?: 'asWritten'): unknown {
	// Also where it is not needed: a number that is put into quotes could make JSON of what is none.
	const value: unknown = JSON.parse(text);
	if (numbers === 'asWritten') return JSON.parse(withNumbersQuoted(text, () => true));
	return holdsLarge(value) ? JSON.parse(withNumbersQuoted(text, isTooLarge)) : value;
}

/** Whether a number is too large to be exact. To look at what was read is faster than to search the text. */
function holdsLarge(value: unknown): boolean {
	if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsLarge);
}

const isTooLarge = (number: string) => Math.abs(Number(number)) > Number.MAX_SAFE_INTEGER;

function withNumbersQuoted(json: string, isQuoted: (number: string) => boolean): string {
	const token = /"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
	let quoted = '';
	let from = 0;
	for (let found = token.exec(json); found !== null; found = token.exec(json)) {
		const [word] = found;
		if (word === '"') {
			token.lastIndex = endOfText(json, token.lastIndex);
		} else if (isQuoted(word)) {
			quoted += `${json.slice(from, found.index)}"${word}"`;
			from = token.lastIndex;
		}
	}
	return quoted + json.slice(from);
}

/** Where a text ends, behind its closing quotation mark. */
function endOfText(json: string, from: number): number {
	let at = from;
	while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
	return at + 1;
}
