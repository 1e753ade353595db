/** The agent groups of every account: the ids are those of the vendors' samples, the rest is invented. */
export const GROUPS = [
	[1000019, 'Sales', 'Shop', 1, 12],
	[1000037, 'TAOTAO', 'Shop', 2, 3],
	[1000038, 'Support', 'Help desk', 4, 0],
] as const;

/** The name of an agent group, or null where there is none. */
export const groupNameOf = (id?: number): string | null =>
	GROUPS.find(([voiceGroupId]) => voiceGroupId === id)?.[1] ?? null;
