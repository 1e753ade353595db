import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** What keeps a request from starting the workflow. */
export class Refused extends Error {
	/**
	 * @param status 400: it is no report, or a forged one; 403: its sender is not allowed; 500: the node's settings
	 *   can't be used; 503: it may be sent again later
	 */
	constructor(
		readonly status: 400 | 403 | 500 | 503,
		message: string,
	) {
		super(message);
	}
}

/** Whatever is thrown in a trigger starts the workflow with an error in it; so all ends in an answer. */
export function refuse(ctx: IWebhookFunctions, error: unknown): IWebhookResponseData {
	const { status, message } =
		error instanceof Refused ? error : new Refused(500, 'The report could not be read');
	const words = error instanceof Refused ? message : String(error);
	// Anybody can send what is no report, as often as they like.
	const level = status < 500 ? 'debug' : 'warn';
	ctx.logger[level](`${ctx.getNode().name} answered ${status}: ${words}`);
	ctx.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}
