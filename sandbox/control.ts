import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Response, type Router } from 'express';
import { middleware as openApi } from 'express-openapi-validator';

import { bookOf } from './book';
import { millionths } from './course';
import { hurry } from './hurry';
import { plan, settle } from './phone';
import { pushOrdered } from './pushes/orders';
import { isHere } from './pushes/outbox';
import { addFlow } from './redials';
import type { State, VendorName } from './state';

/**
 * The sandbox's own interface, see control.yaml.
 *
 * @param operations those of all vendors, which faults may name
 */
export function control(state: State, operations: Set<string>): Router {
	const router = express.Router();
	router.use(openApi({ apiSpec: join(__dirname, 'control.yaml'), validateSecurity: false }));
	router.delete('/', (_req, res) => {
		state.reset();
		res.status(204).end();
	});
	router.use((_req, _res, next) => {
		settle(state);
		next();
	});
	for (const list of ['log', 'calls', 'tasks', 'files', 'recordings'] as const) {
		router.get(`/${list}`, (_req, res) => void res.json(state[list]));
	}
	router.post('/faults', (req, res) => {
		const { operation } = req.body;
		if (operation !== undefined && !operations.has(operation)) {
			return refuseWith(res, `no vendor has the operation ${operation}`);
		}
		state.faults.push(req.body);
		res.status(204).end();
	});
	router.post('/behaviours', (req, res) => {
		state.behaviours.say(req.body);
		if (state.behaviours.shift) for (const call of state.waiting) plan(call, state);
		settle(state);
		res.status(204).end();
	});
	router.put('/balance', (req, res) => {
		const { vendor, balance, ...others } = req.body;
		const changed = { ...(balance && { balance: millionths(balance) }), ...others };
		const names = Object.keys(state.accounts) as VendorName[];
		for (const name of names) {
			if ((vendor ?? name) === name) Object.assign(state.accounts[name], changed);
		}
		res.status(204).end();
	});
	router.put('/clock', (req, res) => {
		state.clockOffset = req.body.offsetSeconds;
		settle(state);
		res.status(204).end();
	});
	router.post('/hurry', async (req, res) => {
		const { always = state.hurries } = req.body;
		state.hurries = always;
		const until = await hurry(state, req.body);
		res.json({ until: until ? new Date(until).toISOString() : null });
	});
	router.post('/redialFlows', (req, res) => {
		const { vendor, taskId, ...settings } = req.body;
		const task = state.tasks.find((one) => one.vendor === vendor && one.keyId === taskId);
		const flow = task && addFlow(task, settings, state);
		if (flow) res.status(201).json(flow);
		else refuseWith(res, `no task ${taskId} of ${vendor} is under way without a redial flow`);
	});
	router.get('/book', (req, res) => void res.json(bookOf(state, req.query)));
	router.put('/receivers', (req, res) => {
		const { url } = req.body;
		if (url !== undefined && !isHere(url)) return refuseWith(res, 'url is not on this machine');
		state.outbox.receive(req.body);
		settle(state);
		res.status(204).end();
	});
	router.get('/pushes', async (req, res) => {
		const { outbox } = state;
		if (req.query.idle) await outbox.idle();
		res.json(outbox.pushes);
	});
	router.post('/pushes', (req, res) => {
		const { url } = req.body;
		if (url !== undefined && !isHere(url)) return refuseWith(res, 'url is not on this machine');
		const pushes = pushOrdered(req.body, state);
		settle(state);
		if (typeof pushes === 'string') refuseWith(res, pushes);
		else res.status(202).json({ pushes });
	});
	const refuse: ErrorRequestHandler = (error, _req, res, _next) => {
		res.status(error.status ?? 500).json({ message: error.message });
	};
	router.use(refuse);
	return router;
}

function refuseWith(res: Response, message: string): void {
	res.status(400).json({ message });
}
