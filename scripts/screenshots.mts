export const takeScreenshots = async (_world: unknown): Promise<void> => {};
