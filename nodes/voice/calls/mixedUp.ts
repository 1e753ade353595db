import type { IExecuteFunctions } from 'n8n-workflow';

import { isRunByAgent } from '../n8n1';
import type { Problem } from '../types';

/**
 * What is wrong with a call whose arguments are those of another one. Agents that run their tools
 * themselves (AI Agent 2) count the runs of each of several items alike, and n8n looks up what `$fromAI`
 * stands for by run: of calls at the same time, one gets what was meant for the other. What the agent
 * really asked for lies in the input.
 */
export function mixedUp(ctx: IExecuteFunctions): Problem | undefined {
	if (!isRunByAgent(ctx)) return undefined;
	const asked = Object.entries(ctx.getInputData()[0].json);
	const isMixedUp = asked.some(([name, value]) => {
		try {
			const found = ctx.evaluateExpression(`{{ $fromAI(${JSON.stringify(name)}) }}`, 0);
			return JSON.stringify(found) !== JSON.stringify(value);
		} catch {
			// A name that n8n hands out to nobody, not to the parameter that asks for it, either.
			return false;
		}
	});
	if (!isMixedUp) return undefined;
	return {
		parameter: 'The call',
		message:
			'has the arguments of another one that the agent makes at the same time, which n8n has mixed up: set Batch Size of the agent to 1, or use AI Agent 3',
	};
}
