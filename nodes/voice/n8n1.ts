import type { IExecuteFunctions } from 'n8n-workflow';

/** Where n8n 1 differs from n8n 2, for which all else is written. */

/** Whether this is n8n 1, which does not know everything that n8n-workflow promises. */
const isN8n1 = (ctx: IExecuteFunctions): boolean => ctx.isToolExecution === undefined;

/**
 * Whether an agent runs the node itself (AI Agent 2, MCP); AI Agent 3 has n8n run it as any other node. In n8n 1
 * it is seen by what only the contexts of those who supply agents have.
 */
export const isRunByAgent = (ctx: IExecuteFunctions): boolean =>
	isN8n1(ctx) ? 'cloneWith' in ctx : ctx.isToolExecution();

/**
 * What sends an item with details to the error branch in n8n 1: an error of its own. n8n would put that one's
 * message in place of the details, unless the error is lost in the copy that n8n makes when it adds the fields of
 * the input; so it can't be copied.
 */
export const errorOfItem = (ctx: IExecuteFunctions): PropertyDescriptorMap =>
	isN8n1(ctx) ? { error: { value: true, enumerable: false } } : {};
