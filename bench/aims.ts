import { AIMED, perSecond, type Figures } from './figures';
import type { Operation } from './jobs';
import { number, type Sheet } from './table';

/** What loading the package takes. */
export interface Loading {
	milliseconds: number;
	bytes: number;
}

/** From here on the time per contact has to stay what it is: before, what every run costs shows. */
const FLAT_FROM = 10_000;
/** What it may grow by: larger heaps take longer to clear, and the floor isn't flatter. */
const FLAT = 1.5;

/** What the package wants to reach, and whether it does. */
export function aims(figures: Figures, inN8n: Figures, loading: Loading): Sheet {
	const rows: string[][] = [];
	const most = (what: string, limit: number, unit: string, found: number | undefined, digits = 0) =>
		rows.push([what, `≤ ${limit}${unit}`, number(found, digits), met(found, found! <= limit)]);

	for (const operation of ['onbuka', 'laaffic'] as const) {
		const vendor = operation.toUpperCase();
		const at = figures.find({
			sender: 'node',
			operation,
			references: 'plain',
			contacts: AIMED,
		});
		most(`${vendor}: time for ${number(AIMED)}`, 2, ' × floor', at && figures.overFloor(at), 2);
		for (const [where, found] of [
			['in a real n8n', inN8n],
			['in the bare engine', figures],
		] as const) {
			const faster = found.faster(operation, bestHttp(found));
			rows.push([
				`${vendor}: contacts/s, against HTTP Request at its best, ${where}`,
				'> 500 ×',
				number(faster),
				met(faster, faster! > 500),
			]);
		}
		const { from, to, growth } = growthOf(figures, operation);
		most(`${vendor}: time per contact, ${number(from)} to ${number(to)}`, FLAT, ' ×', growth, 2);
		const bytes = at && figures.extraMemory(at);
		most(`${vendor}: more peak memory for ${number(AIMED)}`, 1024, ' B/contact', bytes);
	}
	const reading = figures.find({ sender: 'node', operation: 'records', contacts: AIMED });
	const what = `${number(AIMED)} call records in pages of 100`;
	most(`Reading ${what}: time`, 2, ' × floor', reading && figures.overFloor(reading), 2);
	most(`Reading ${what}: peak memory`, 1.5, ' × items', reading && figures.overItems(reading), 2);
	const results = figures.find({ sender: 'node', operation: 'results', contacts: AIMED });
	most(
		`Finding the results of ${number(AIMED)} calls: time`,
		2,
		' × floor',
		results && figures.overFloor(results),
		2,
	);
	most('Loading all nodes and credentials', 60, ' ms', loading.milliseconds, 1);
	most('Description of all nodes for the editor', 350, ' KB', loading.bytes / 1000);
	return { title: 'Aims', head: ['What', 'Aim', 'Found', ''], rows };
}

const met = (found: number | undefined, reached: boolean) =>
	found === undefined ? 'not measured' : reached ? 'met' : 'MISSED';

/** The HTTP Request node with whatever options and size it is fastest. */
export const bestHttp = (figures: Figures) =>
	[...figures.select({ sender: 'http' }), ...figures.select({ sender: 'httpBatched' })].sort(
		(a, b) => perSecond(b) - perSecond(a),
	)[0];

/** How much more time a contact takes at a larger size than at a smaller one, at the worst. */
function growthOf(figures: Figures, operation: Operation) {
	const sizes = figures
		.select({ sender: 'node', operation, references: 'plain' })
		.filter(({ contacts }) => contacts >= FLAT_FROM);
	const growths = sizes.flatMap((small, index) =>
		sizes.slice(index + 1).map((large) => perSecond(small) / perSecond(large)),
	);
	return {
		from: sizes[0]?.contacts,
		to: sizes.at(-1)?.contacts,
		growth: growths.length > 0 ? Math.max(...growths) : undefined,
	};
}
