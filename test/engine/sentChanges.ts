import type { IDataObject } from 'n8n-workflow';

import { sandbox } from './helpers';

const LOOK_UPS = ['groupCallQuery', 'groupCallDetail'];
/** The requests for a change that arrived; what looks at the state is none. */
export const sent = () =>
	sandbox.state.log.filter(({ operation }) => !LOOK_UPS.includes(operation!));
export const bodies = () => sent().map(({ body }) => body as IDataObject);
