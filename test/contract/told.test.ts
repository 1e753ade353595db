import { recordOf } from '../../nodes/buka/callRecord/record';
import { PLATFORM, platform, type PlatformVendor } from './support/platform';
import { receiver } from './support/receiver';

const vendors = platform();
const customer = receiver();
const { behave, control, message } = vendors;
const ALL = [...PLATFORM];
const callees = Array.from(
	{ length: 250 },
	(_, index) => `4915110${String(index).padStart(6, '0')}`,
);

/** The book's words in those of the nodes, as far as a vendor's words go. */
function toldBy(told: object, result: string): string {
	if (result === 'rejected') return 'notAnswered';
	// A mailbox answers, too; only LAAFFIC says that it was one, and not in lists of reports.
	return result === 'voicemail' && !('callStatus' in told) ? 'answered' : result;
}

/** What the vendor lists, all pages of it. */
async function listed(vendor: PlatformVendor): Promise<any[]> {
	const found: any[] = [];
	for (let current = 1; ; current++) {
		const { data } = await vendors.query(vendor, {}, { current, size: 100 });
		found.push(...data.records);
		if (current >= data.pages) return found;
	}
}

describe.each(ALL)('what %s tells', (vendor) => {
	test.each([1, 2, 3])(
		'in records and reports is what is in the book, with seed %i',
		async (seed) => {
			const put = { vendor, url: customer.url(), ...(seed === 3 && { batch: 40 }) };
			await control('put', '/receivers', put);
			await behave({ seed });
			await message(vendor, callees);
			await control('post', '/hurry', { pushes: true });
			const { data } = await control('get', `/book?vendor=${vendor}`);
			const book = data.filter(({ callee }: any) => callees.includes(callee));
			for (const told of [await listed(vendor), customer.bodies().flat()]) {
				expect(told).toHaveLength(callees.length);
				const results = told.map((one) => recordOf(one, 'Asia/Shanghai'));
				const byId = new Map(results.map((one) => [one.voiceId, one]));
				for (const { voiceId, callee, attempts } of book) {
					const [{ result, cost, charged, key, answeredAt, hungUpAt }] = attempts;
					expect(byId.get(voiceId)).toMatchObject({
						...{ calleeNumber: callee, result: toldBy(told[0], result), cost },
						...{ chargedDuration: charged, ...(key !== '-1' && { key }) },
						callDuration: (hungUpAt - (answeredAt ?? hungUpAt)) / 1000,
					});
				}
			}
		},
	);
});
