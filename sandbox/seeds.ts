import type { AudioFile, Recording } from './library';
import type { Course } from './course';
import type { PhoneCall, Submission } from './phone';
import type { VendorName } from './state';

/** What is there from the beginning: the files, recordings and records of the vendors' samples. */

const PLATFORM: VendorName[] = ['onbuka', 'itniotech', 'laaffic'];
const ANNOUNCEMENT = '12022022570cc2484c59d4f8b9745d34226285b1e.mp3';

const file = (vendor: VendorName, fileId: string, fileName: string): AudioFile => ({
	vendor,
	fileId,
	fileName,
	size: 0,
	sha256: '',
});

export const seededFiles = (): AudioFile[] => [
	...PLATFORM.map((vendor) => file(vendor, ANNOUNCEMENT, 'announcement.mp3')),
	file('itniotech', '120250811103439c1901f4c53b691b419ad8a143b.wav', 'redial.wav'),
	file('onbuka', '1202202254d4c6372d6f341e999c7ecd0683ee464.mp3', 'test.mp3'),
];

export const seededRecordings = (): Recording[] => [
	{ vendor: 'onbuka', recordingFileId: '1202306165f28a52e95884a7292874660e121db62.wav' },
	{ vendor: 'onbuka', recordingFileId: '120230616d44a63d033dc4c84b8c984981af29e82.wav' },
	{ vendor: 'itniotech', recordingFileId: '123.wav' },
];

/** The sample of the page for one record; what it leaves out is invented. */
const RECORD: Course = {
	result: 'answered',
	calledAt: Date.parse('2022-02-18T14:42:45+08:00'),
	rangAt: Date.parse('2022-02-18T14:42:47+08:00'),
	answeredAt: Date.parse('2022-02-18T14:42:50+08:00'),
	hungUpAt: Date.parse('2022-02-18T14:42:55+08:00'),
	charged: 5,
	billPeriod: '20+20',
	code: 'Afghanistan(Kandahar)',
	sipCode: '200',
	reason: 'success',
	key: '-1',
	rate: '2',
	cost: '2',
	recorded: false,
};

/** The sample of the page for reports, which ends before what the call cost. */
const REPORT: Course = {
	...RECORD,
	calledAt: 1_670_939_568_000,
	rangAt: 1_670_939_570_000,
	answeredAt: 1_670_939_582_000,
	hungUpAt: 1_670_939_595_000,
	charged: 20,
	code: 'India(Karnataka)',
	rate: '0.023625',
	cost: '0.023625',
};

function sample(
	voiceId: string,
	callee: string,
	of: Omit<Submission, 'startsAt' | 'maxRingingTime' | 'recorded'>,
	course: Course,
): PhoneCall {
	const submission = { ...of, startsAt: of.submittedAt, maxRingingTime: 60, recorded: false };
	return { voiceId, callee, of: submission, course, over: true, sample: true };
}

export const seededCalls = (): PhoneCall[] => [
	...PLATFORM.map((vendor) => {
		const submittedAt = Date.parse('2022-02-18T14:42:40+08:00');
		const of = { vendor, submittedAt, displayNum: '1008122211', voiceFileId: ANNOUNCEMENT };
		return sample('2203031113381000002', '8613500000000', of, RECORD);
	}),
	...(['itniotech', 'laaffic'] as const).map((vendor) => {
		const voiceFileId = '12043042052c5b61378df42324286fe4a4ace40ve.mp3';
		const of = { vendor, submittedAt: 1_670_939_112_097, displayNum: '6311012125', voiceFileId };
		return sample('22121121451211349002', '63123456788', of, REPORT);
	}),
];
