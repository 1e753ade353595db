import type { IExecuteFunctions } from 'n8n-workflow';

import { problemError } from '../output/errors';
import type { Problem } from '../types';

/** The error of a guard that stops a run before a call. */
export const stop = (ctx: IExecuteFunctions, problem: Problem): Error =>
	problemError(ctx.getNode(), [problem], undefined, 'Nobody was called now.');
