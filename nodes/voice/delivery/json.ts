/**
 * Reads JSON as JSON.parse does, but for whole numbers that are too long for JavaScript's: they become
 * texts, because an ID with other digits is the ID of something else.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	// Also where it is not needed: a number that is put into quotes could make JSON of what is none.
	const value: unknown = JSON.parse(text);
	return holdsLongNumber(value) ? JSON.parse(withLongNumbersQuoted(text)) : value;
}

/** Whether a number is too large to be exact. To look at what was read is faster than to search the text. */
function holdsLongNumber(value: unknown): boolean {
	if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER;
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsLongNumber);
}

function withLongNumbersQuoted(json: string): string {
	const token = /"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
	let quoted = '';
	let from = 0;
	for (let found = token.exec(json); found !== null; found = token.exec(json)) {
		const [word] = found;
		if (word === '"') {
			token.lastIndex = endOfText(json, token.lastIndex);
		} else if (/^-?\d+$/.test(word) && !Number.isSafeInteger(Number(word))) {
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
