import { DateTime } from 'luxon';

/** When people may be called, by the clock where they are. */
export interface CallingHours {
	/** `HH:mm`; a window that ends before it begins goes over midnight and belongs to the day on which it begins. */
	from: string;
	to: string;
	/** 1 Monday to 7 Sunday. */
	days: readonly number[];
	/** What becomes of a callee outside of them: refused, or a task that begins when they do. */
	outside: 'refuse' | 'hold';
}

const timeOf = (clock: DateTime) => clock.toFormat('HH:mm', { locale: 'en-US' });

/** @param at in the zone whose clock counts */
export function isOpen({ from, to, days }: CallingHours, at: DateTime): boolean {
	const time = timeOf(at);
	const isDay = (day: DateTime) => days.includes(day.weekday);
	if (from < to) return isDay(at) && time >= from && time < to;
	return (isDay(at) && time >= from) || (isDay(at.minus({ days: 1 })) && time < to);
}

/**
 * The next moment at which calls may begin: when the hours begin, or where clocks are changed, when they show such
 * a time.
 *
 * @param at in the zone whose clock counts, outside of the hours
 * @returns undefined where there is none within a week and a day, as where clocks skip the whole window
 */
export function nextOpening(hours: CallingHours, at: DateTime): DateTime | undefined {
	for (let days = 0; days <= 8; days++) {
		for (const opening of beginnings(hours, at.startOf('day').plus({ days }), at)) {
			if (opening > at && isOpen(hours, opening)) return opening;
		}
	}
	return undefined;
}

/** When the hours may begin on a day: where its clocks are changed, that can be any minute. */
function* beginnings(
	{ from }: CallingHours,
	day: DateTime,
	at: DateTime,
): Generator<DateTime, void, void> {
	const tomorrow = day.plus({ days: 1 });
	if (day.offset === tomorrow.offset) {
		const [hour, minute] = from.split(':').map(Number);
		yield day.set({ hour, minute });
		return;
	}
	let opening = DateTime.max(day, at.startOf('minute'));
	for (; opening < tomorrow; opening = opening.plus({ minutes: 1 })) yield opening;
}

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** "09:00 to 20:00 on Monday, Tuesday". */
export const wordsOfHours = ({ from, to, days }: CallingHours): string =>
	`${from} to ${to} on ${days.length === 7 ? 'all days' : days.map((day) => DAYS[day - 1]).join(', ')}`;
