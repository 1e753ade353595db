import { PROFILES } from '../support/profiles';

/** An operation in the README's table. */
export interface Row {
	/** As in the editor: `Voice Message → Send`. */
	title: string;
	/** As in the workflow's JSON: `voiceMessage.send`. */
	name: string;
	/** Display names of those in whose columns something stands. */
	vendors: string[];
}

const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());

/**
 * Reads the table of operations: a column for each vendor, in the first one both names of the operation, and
 * what it does in the last.
 *
 * @throws when there is no such table
 */
export function operationsInReadme(text: string): Row[] {
	const vendors = Object.values(PROFILES).map(({ name }) => name);
	const lines = text.split('\n');
	const head = lines.findIndex((line) => vendors.every((name) => cellsOf(line).includes(name)));
	if (head < 0) throw new Error(`README.md has no table with the columns ${vendors.join(', ')}`);
	const columns = cellsOf(lines[head]);
	const end = lines.findIndex((line, at) => at > head && !line.startsWith('|'));
	return lines.slice(head + 2, end).map((line) => {
		const [names, ...cells] = cellsOf(line);
		const [, title, name] = /^(.*), `([\w.]+)`$/.exec(names) ?? [undefined, names, ''];
		const has = (column: string, at: number) => vendors.includes(column) && cells[at] !== '';
		return { title, name, vendors: columns.slice(1).filter(has) };
	});
}
