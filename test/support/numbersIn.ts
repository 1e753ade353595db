/**
 * The numbers in a body, under whichever name a page has for them; where those of a task are called again, the task
 * is named by the number of the one in it.
 */
export function numbersIn(body: unknown): string[] {
	const { mobile, callee, numberList, numberInfoList, resendType, keyId } = (body ?? {}) as {
		mobile?: string;
		callee?: string;
		numberList?: string[];
		numberInfoList?: Array<{ calleeNumber: string }>;
		resendType?: number;
		keyId?: number;
	};
	if (resendType !== undefined) return [String(keyId)];
	if (mobile !== undefined) return mobile.split(';').map((entry) => entry.split(',')[0]);
	if (callee !== undefined) return callee.split(',');
	return numberList ?? numberInfoList?.map(({ calleeNumber }) => calleeNumber) ?? [];
}
