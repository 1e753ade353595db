import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Router } from 'express';
import { middleware as openApi } from 'express-openapi-validator';

import { millionths, settle } from './phone';
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
	for (const list of ['log', 'calls', 'tasks', 'pushes', 'files', 'recordings'] as const) {
		router.get(`/${list}`, (_req, res) => {
			settle(state);
			res.json(state[list]);
		});
	}
	router.post('/faults', (req, res) => {
		const { operation } = req.body;
		if (operation !== undefined && !operations.has(operation)) {
			return void res.status(400).json({ message: `no vendor has the operation ${operation}` });
		}
		state.faults.push(req.body);
		res.status(204).end();
	});
	router.post('/behaviours', (req, res) => {
		settle(state);
		state.behaviours.push(req.body);
		res.status(204).end();
	});
	router.put('/balance', (req, res) => {
		settle(state);
		const { vendor, balance, ...others } = req.body;
		const changed = { ...(balance && { balance: millionths(balance) }), ...others };
		const names = Object.keys(state.accounts) as VendorName[];
		for (const name of names) {
			if ((vendor ?? name) === name) Object.assign(state.accounts[name], changed);
		}
		res.status(204).end();
	});
	router.put('/clock', (req, res) => {
		settle(state);
		state.clockOffset = req.body.offsetSeconds;
		res.status(204).end();
	});
	const refuse: ErrorRequestHandler = (error, _req, res, _next) => {
		res.status(error.status ?? 500).json({ message: error.message });
	};
	router.use(refuse);
	return router;
}
