import type { IWebhookDescription } from 'n8n-workflow';

/**
 * What n8n opens for a trigger. Nothing in it is an expression, with which n8n would evaluate one for each request;
 * and n8n answers once the execution is stored.
 */
export const PUSHED: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	responseMode: 'onReceived',
	responseData: '',
	path: 'webhook',
};
