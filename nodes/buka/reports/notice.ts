/**
 * Where the address of the trigger is entered.
 *
 * @param numbers whether the vendor rents numbers out
 */
export const noticeOf = (vendor: string, { numbers }: { numbers: boolean }): string =>
	[
		`Copy the Production URL above into ${vendor}’s console, where there is one address for each application: Account Management, Voice App Management, HTTP Push Address.`,
		'Call center reports have a field of their own beside it, CC-HTTP Push Address.',
		...(numbers ? ['For number records give the address to the vendor’s staff.'] : []),
	].join(' ');
