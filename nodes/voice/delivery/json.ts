/** Whole numbers with fewer digits than this are exact. */
const EXACT_BELOW_DIGITS = 16;

/**
 * Reads JSON as JSON.parse does, but for whole numbers that are too long for JavaScript's: they become
 * texts, because an ID with other digits is the ID of something else.
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseJson(text: string): unknown {
	// Also where it is not needed: a number that is put into quotes could make JSON of what is none.
	const value: unknown = JSON.parse(text);
	const hasLongNumber = new RegExp(`\\d{${EXACT_BELOW_DIGITS}}`).test(text);
	return hasLongNumber ? JSON.parse(withLongNumbersQuoted(text)) : value;
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
