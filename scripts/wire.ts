import type { Sandbox } from '../sandbox/server';
import { ACCOUNTS } from '../sandbox/vendors';
import { N8n } from './n8n';

/** The accounts of the sandbox by the type of their credential. */
const credentialsOf = ({ urls }: Pick<Sandbox, 'urls'>) => {
	const timezone = 'Asia/Shanghai';
	const buka = { ...ACCOUNTS.buka, appId: 'sandbox-app', timezone };
	return {
		innoPaasApi: { ...ACCOUNTS.innopaas, timezone, baseUrl: urls.innopaas },
		onbukaApi: { ...buka, baseUrl: urls.onbuka },
		itniotechApi: { ...buka, baseUrl: urls.itniotech },
		laafficApi: { ...buka, baseUrl: urls.laaffic },
	};
};

/** Makes the credentials for a sandbox, which workflows are given from now on, and returns their IDs. */
export async function connect(n8n: N8n, sandbox: Pick<Sandbox, 'urls'>): Promise<string[]> {
	const ids: string[] = [];
	for (const [type, data] of Object.entries(credentialsOf(sandbox))) {
		ids.push(await n8n.createCredential(type, `${type.replace('Api', '')} sandbox`, data));
	}
	return ids;
}

/** Makes the owner and the credentials in an n8n that was started for the first time. */
export async function wire(url: string, sandbox: Pick<Sandbox, 'urls'>): Promise<N8n> {
	const n8n = await new N8n(url).setUp();
	await connect(n8n, sandbox);
	return n8n;
}
