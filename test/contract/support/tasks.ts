import { DateTime } from 'luxon';

import type { Sandbox } from '../../../sandbox/server';
import { askerOf, codeOf } from './asked';
import { clientOf } from './client';
import { complaints } from './contracts';
import { BODIES } from './groupCallBodies';
import { promisedBy, type BukaVendor } from './promised';

/** States of a task. */
export const WAITING = 0;
export const CALLING = 1;
export const FINISHED = 2;
export const CANCELLED = 4;
export const SUSPENDED = 5;

export const HOUR = 3600;
export const DAY = 24 * HOUR;
/** The callees of the bodies. */
export const [FIRST, SECOND] = ['8613242926514', '8613242926515'];

/** A time of the vendors, so many seconds from now. */
export const timeIn = (seconds: number) =>
	DateTime.now().setZone('Asia/Shanghai').plus({ seconds }).toFormat('yyyy-MM-dd HH:mm:ss');

/** What a test does with tasks, all of it by asking vendors or the control. */
export function tasksIn(sandbox: () => Sandbox) {
	const ask = askerOf(sandbox);
	const client = clientOf(sandbox);
	const change = async (vendor: BukaVendor, operation: string, body: object) =>
		codeOf(await ask(vendor, operation, { ...BODIES[vendor][operation], ...body }));
	return {
		ask,
		control: client.control,
		/** Puts the vendors' clock ahead of this machine's. */
		later: (seconds: number) => (sandbox().state.clockOffset = seconds),
		/** Says how callees take calls. */
		async behave(behaviour: object): Promise<void> {
			expect((await client.control('post', '/behaviours', behaviour)).http).toBe(204);
		},
		/** Makes a task and gives its ID. */
		async make(vendor: BukaVendor, changes: object = {}, operation = 'groupCallSend') {
			const answer = await ask(vendor, operation, { ...BODIES[vendor][operation], ...changes });
			expect(codeOf(answer)).toBe('0');
			return answer.data as number;
		},
		/** What the list says of a task. */
		async listed(vendor: BukaVendor, id: number, filters: object = {}) {
			const span = { strTime: timeIn(-DAY), endTime: timeIn(2 * DAY) };
			const body = { current: 1, size: 100, params: { ...span, ...filters } };
			const answer = await ask(vendor, 'groupCallQuery', body);
			expect(complaints(promisedBy(vendor, 'groupCallQuery').answer, answer)).toEqual([]);
			return answer.data.records.find((one: any) => (one.jobId ?? one.taskId) === id);
		},
		/** Asks with a valid body that is changed: the code. */
		change,
		/** Calls all of a task again: the code. */
		again: async (vendor: BukaVendor, keyId: number, body: object = {}) =>
			await change(vendor, 'groupCallResend', { keyId, resendType: 0, ...body }),
	};
}
