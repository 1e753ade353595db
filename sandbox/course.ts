import type { Behaviour, Result } from './behaviours';
import type { Submission } from './phone';

/** An agent's phone that rings in a call; milliseconds since 1970. */
export interface Ring {
	account: string;
	at: number;
}

/** What happens in a call, fixed when the vendor dials; times are milliseconds since 1970. */
export interface Course {
	result: Result;
	calledAt: number;
	rangAt?: number;
	answeredAt?: number;
	hungUpAt: number;
	/** Seconds. */
	charged: number;
	billPeriod: string;
	/** Place of the callee, as the vendors write it. */
	code: string;
	sipCode: string;
	reason: string;
	key: string;
	/** Decimal numbers. */
	rate: string;
	cost: string;
	currency?: string;
	intent?: string;
	recorded: boolean;
	/** The agents to whom it was handed over, one after the other, and whether the last of them took it. */
	rings?: Ring[];
	agentAnswered?: boolean;
}

/** Seconds from dialling to ringing, as in the vendors' sample. */
const RINGS_AFTER = 2;
/** Seconds, if the control says nothing else, as in that sample, too. */
const RINGS = 3;
const TALKS = 5;
const BILL_STEP = 20;
/** Seconds after which another agent's phone rings. */
const AGENT_RINGS = 1;
const AGENTS = ['1344C025cb_001'];
/** Millionths of a unit of money for each step. */
const RATE = 23_625;
const CODE = 'Nowhere(Sandbox)';
const SIP: Record<Result, [code: string, reason: string]> = {
	answered: ['200', 'success'],
	voicemail: ['200', 'success'],
	notAnswered: ['480', 'Temporarily Unavailable'],
	busy: ['486', 'Busy Here'],
	rejected: ['603', 'Decline'],
	failed: ['404', 'Not Found'],
};

export const money = (millionths: number) => (millionths / 1e6).toFixed(6);
export const millionths = (decimal: string) => Math.round(Number(decimal) * 1e6);

/** `callStatus` */
export const CALL_STATUS: Record<Result, number> = {
	...{ busy: 10, notAnswered: 20, rejected: 30 },
	...{ voicemail: 40, answered: 50, failed: 60 },
};

/** Seconds for which it rang. */
export const ringOf = ({ rangAt, answeredAt, hungUpAt }: Course) =>
	rangAt === undefined ? 0 : ((answeredAt ?? hungUpAt) - rangAt) / 1000;
/** Seconds for which somebody or something talked. */
export const talkOf = ({ answeredAt, hungUpAt }: Course) =>
	answeredAt === undefined ? 0 : (hungUpAt - answeredAt) / 1000;

export function courseOf(of: Submission, behaviour: Behaviour, calledAt: number): Course {
	const { result, sipCode = SIP[result][0], reason = SIP[result][1] } = behaviour;
	const answers = result === 'answered' || result === 'voicemail';
	const rings = result !== 'failed';
	const ringing = rings
		? (behaviour.ringDuration ?? (result === 'notAnswered' ? of.maxRingingTime : RINGS))
		: 0;
	const talk = answers ? Math.min(behaviour.callDuration ?? TALKS, of.maxDuration ?? Infinity) : 0;
	const rangAt = calledAt + RINGS_AFTER * 1000;
	const answeredAt = rangAt + ringing * 1000;
	const hungUpAt = answeredAt + talk * 1000;
	const steps = Math.ceil(talk / BILL_STEP);
	const key = (result === 'answered' && behaviour.key) || '-1';
	return {
		...{ result, calledAt, sipCode, reason },
		...(rings && { rangAt }),
		...(answers && { answeredAt }),
		hungUpAt,
		charged: steps * BILL_STEP,
		billPeriod: `${BILL_STEP}+${BILL_STEP}`,
		code: CODE,
		key,
		rate: money(RATE),
		cost: money(behaviour.cost === undefined ? steps * RATE : millionths(behaviour.cost)),
		currency: behaviour.currency,
		intent: behaviour.intent,
		recorded: answers && (behaviour.recorded ?? of.recorded),
		...(result === 'answered' && handedOver(of, behaviour, key, answeredAt, hungUpAt)),
	};
}

/** Agents are called one after the other, on the callee's key or as soon as somebody has answered. */
function handedOver(
	{ agents }: Submission,
	{ agents: accounts = AGENTS, agentAnswers = true }: Behaviour,
	key: string,
	answeredAt: number,
	hungUpAt: number,
): Pick<Course, 'rings' | 'agentAnswered'> | undefined {
	if (agents === undefined || (agents.key !== undefined && agents.key !== key)) return undefined;
	const rings = accounts
		.map((account, index) => ({ account, at: answeredAt + (index + 1) * AGENT_RINGS * 1000 }))
		.filter(({ at }) => at < hungUpAt);
	return { rings, agentAnswered: agentAnswers && rings.length > 0 };
}
