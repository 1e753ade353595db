/** The numbers in a body, under whichever name a page has for them. */
export function numbersIn(body: unknown): string[] {
	const { mobile, callee, numberList, numberInfoList } = (body ?? {}) as {
		mobile?: string;
		callee?: string;
		numberList?: string[];
		numberInfoList?: Array<{ calleeNumber: string }>;
	};
	if (mobile !== undefined) return mobile.split(';').map((entry) => entry.split(',')[0]);
	if (callee !== undefined) return callee.split(',');
	return numberList ?? numberInfoList?.map(({ calleeNumber }) => calleeNumber) ?? [];
}
