import { peopleOf, requested, run, sandbox, type Sender } from './helpers';

export const itemsOf = (sender: Sender) => peopleOf(sender).map((number) => ({ number }));
/** One request, of as many callees as it takes, three at most. */
export const send = (sender: Sender, more: object = {}) =>
	run({
		node: sender.node,
		parameters: { ...sender.parameters, ...more },
		items: itemsOf(sender),
	});
export const withSending = (sender: Sender, sending: object) => send(sender, { sending });

export const sends = () => requested().filter((callees) => callees.length > 0);
export const lookUps = () =>
	sandbox.state.log.filter(({ operation }) => operation === 'groupCallQuery');

/** Nobody can tell whether these arrived. */
export const unknown: Array<[what: string, fault: object, taken: boolean]> = [
	['a connection that breaks', { reset: 'before' }, false],
	['HTTP 503', { status: 503 }, false],
	['HTTP 404', { status: 404 }, false],
	['a redirect', { status: 302, headers: { location: '/elsewhere' } }, false],
	['HTTP 403 after the calls', { status: 403, taken: true }, true],
	['a connection that breaks after the calls', { reset: 'after' }, true],
	['HTTP 500 after the calls', { status: 500, taken: true }, true],
	['an answer that is not JSON', { body: '<h1>OK</h1>' }, true],
];
