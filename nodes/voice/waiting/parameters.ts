import type { Parameter } from '../input/declaration';
import { integer, notSent } from '../input/fields';

/** How long the node waits. */
export const waitUpTo: Parameter = {
	displayName: 'Wait Up To (Minutes)',
	name: 'waitUpTo',
	type: 'number',
	default: 5,
	description:
		'How long to go on asking for what is not over yet. With 0 the node asks once. A node that waits holds a worker of n8n: for more than five minutes, build a loop with the Wait node instead.',
	is: notSent(integer(0, 60)),
};
