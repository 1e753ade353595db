import Table from 'cli-table3';

/** What is printed, and what stands in the document. */
export interface Sheet {
	title: string;
	head: string[];
	rows: string[][];
}

const BORDERS = 'top top-mid top-left top-right bottom bottom-mid bottom-left bottom-right';
const LINES = 'left-mid mid mid-mid right-mid';
const NO_LINES = Object.fromEntries(`${BORDERS} ${LINES}`.split(' ').map((name) => [name, '']));
const MARKDOWN = { ...NO_LINES, left: '|', middle: '|', right: '|' };

/** The sheet for a terminal. */
export function forTerminal({ title, head, rows }: Sheet): string {
	const table = new Table({
		head,
		style: { compact: true, ...(process.stdout.isTTY ? {} : { head: [], border: [] }) },
		colAligns: aligns(rows),
	});
	table.push(...rows);
	return `${title}\n${table}`;
}

/** The sheet as markdown. */
export function asMarkdown({ title, head, rows }: Sheet): string {
	const table = new Table({ chars: MARKDOWN as never, style: { head: [], border: [] } });
	const line = aligns(rows).map((align) => (align === 'right' ? '---:' : '---'));
	table.push(head, line, ...rows);
	return `**${title}**\n\n${table}`;
}

/** Columns of numbers stand to the right. */
const aligns = (rows: string[][]) =>
	rows[0].map((_, column) =>
		rows.every((row) => /^[-\d–]/.test(row[column])) ? ('right' as const) : ('left' as const),
	);

/** A number as people write it; a dash for what wasn't measured. */
export const number = (value: number | undefined, digits = 0) =>
	value?.toLocaleString('en', {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	}) ?? '–';
