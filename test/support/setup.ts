/**
 * Tests don't wait: every pause of the nodes, and of n8n between its tries, is over at once. Which
 * pauses there were is in the mock's calls.
 */
jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: jest.fn(async () => {}),
}));

/** Loading contracts and n8n’s engine takes longer on a busy machine; nothing here is about time. */
jest.setTimeout(60_000);
