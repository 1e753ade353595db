import getPort, { portNumbers } from 'get-port';

/**
 * Where n8n and what it needs listen. Below the range from which the system hands out ports by
 * itself: between choosing a port and n8n's taking it seconds pass, in which the sandbox once got
 * the same one.
 */
const OWN_PORTS = [...portNumbers(20_000, 20_999)];

/** A free port, looked for from a different one each time, because other runs look for theirs too. */
export async function ownPort(): Promise<number> {
	const first = Math.floor(Math.random() * OWN_PORTS.length);
	return await getPort({ port: [...OWN_PORTS.slice(first), ...OWN_PORTS.slice(0, first)] });
}
