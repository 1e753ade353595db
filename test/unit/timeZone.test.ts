import { IANAZone } from 'luxon';

import { timeZone } from '../../nodes/voice/timeZone';
import { known } from '../support/profiles';

const zones = timeZone.options!.map((option) => Object(option).value as string);

test('every time zone to choose from has a clock', () => {
	expect(zones.filter((zone) => !IANAZone.isValidZone(zone))).toEqual([]);
	expect(new Set(zones).size).toBe(zones.length);
});

test.each(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'UTC'])('%s is one', (zone) => {
	expect(zones).toContain(zone);
});

test('what is preset can be chosen', () => {
	expect(zones).toContain(timeZone.default);
});

test('App ID is needed where its description says so', () => {
	const needing = known
		.filter(({ operation }) => operation.usesAppId)
		.map(({ vendorName, operation }) => {
			const { resource, operation: one } = operation;
			return `${vendorName} ${resource.value as string} ${one.value as string}`;
		});
	const others = needing.filter((one) => !/ (voiceMessage|groupCall create)/.test(one));
	expect(others.sort()).toEqual(['itniotech groupCall resend', 'onbuka groupCall resend']);
	const sending = known.filter(({ node, operation }) => {
		const isNew = /^create/.test(String(operation.operation.value));
		return node !== 'innoPaas' && (operation.resource.value === 'voiceMessage' || isNew);
	});
	expect(sending.filter(({ operation }) => !operation.usesAppId)).toEqual([]);
});
