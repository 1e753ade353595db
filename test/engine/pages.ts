import type { INodeParameters } from 'n8n-workflow';

import type { NodeName } from '../support/engine';
import { innoPaas, inEditor, itniotech, laaffic, onbuka, redialFlow, tomorrow } from './helpers';
import {
	anyText,
	atLeast,
	between,
	displayNumber,
	key,
	oneOf,
	onOff,
	required,
	text,
	time,
	timeOfDay,
	whole,
	x,
	type Rule,
} from './rules';

/** An operation, and what its page allows for each parameter but the callees. */
export interface Page {
	named: string;
	node: NodeName;
	parameters: INodeParameters;
	rules: Rule[];
}

const aPeriod = { allowSendTime: { period: [{ strTime: '09:00', endTime: '10:00' }] } };
const firstPeriod = 'options.allowSendTime.period.0';

const defaultCountry: Rule = {
	path: 'options.defaultCountry',
	label: 'Options → Default Country',
	allowed: 'the two letters of a country, e.g. DE',
	good: ['DE', 'fr'],
	bad: ['D', 'DEU', 'UK', '49', 49],
};

const task: Rule[] = [
	defaultCountry,
	text('taskName', 'Task Name', 64, between(2, 64)),
	whole('maxCalls', 'Max Call Duration', 1, 999, required),
	timeOfDay(`${firstPeriod}.strTime`, 'Options → Allowed Times → Period 1 → Start Time', {
		options: aPeriod,
	}),
	timeOfDay(`${firstPeriod}.endTime`, 'Options → Allowed Times → Period 1 → End Time', {
		options: aPeriod,
	}),
	displayNumber(0, 20),
	whole('options.maxRingingTime', 'Options → Max Ringing Time', 20, 120),
	time('options.sendTime', 'Options → Send Time'),
	text('variables.text1', 'Variables → Text 1', 30),
	text('variables.text10', 'Variables → Text 10', 30),
];

/** What a group call and a node of a redial flow have in common. */
function announcement(path: string, label: string, shortestDelay: number): Rule[] {
	const at = (given: INodeParameters): INodeParameters =>
		path === '' ? given : { nodeList: { node: [given] } };
	const source = { source: 1, voiceFileId: 'v.mp3' };
	const speech = { source: 3, text: 'Hello', lan: 'EN' };
	const file = { source: 2, uploadName: 'a.mp3' };
	const sms = {
		...{ ...source, hangUpSms: true, smsContent: 'Sorry', failedPush: true },
		...(path === '' && { smsAppId: 's' }),
	};
	const agents = { ...source, toSeat: true, sipGroupId: '38' };
	// n8n wants whatever a switch by expression could show.
	const all = {
		...sms,
		...agents,
		...speech,
		...file,
		...source,
		feedbackValue: '1',
		toSeatKey: '1',
	};
	const by = (given: INodeParameters) => ({ required: true, shownBy: at(given) });
	const rules: Rule[] = [
		oneOf('source', 'Source', [1, 2, 3], { ...by(all), good: [1, 3] }),
		anyText('voiceFileId', 'Voice File ID', at(source)),
		text('uploadName', 'Upload Name', 32, { ...by(file), ...between(5, 32) }),
		text('binaryPropertyName', 'Input Binary Field', 0, {
			...{ ...by(file), good: ['data', 'data'], bad: [5, ['data']] },
			allowed: 'the name of a binary property with a file in it',
		}),
		text('text', 'Text', 1000, by(speech)),
		onOff('hangUpSms', 'Hang-Up SMS', at(all)),
		text('smsContent', 'SMS Content', 1000, by(sms)),
		text('senderId', 'Sender ID', 32, { shownBy: at(sms) }),
		onOff('feedbackPush', 'SMS on Key Press', at(all)),
		key('feedbackValue', 'Key', by({ ...sms, feedbackPush: true })),
		onOff('successPush', 'SMS on Answered Call', at(sms)),
		whole('successPushTime', 'SMS Delay', shortestDelay, 9999, by({ ...sms, successPush: true })),
		onOff('failedPush', 'SMS on Failed Call', at({ ...sms, successPush: true })),
		onOff('ringPush', 'SMS on Ringing', at(sms)),
		onOff('toSeat', 'Transfer to Agent', at(all)),
		atLeast('sipGroupId', 'Agent Group ID', 1, by(agents)),
		oneOf('outboundControl', 'Outbound Control', [1], by(agents)),
		whole('calloutRate', 'Callout Rate', 1, 100, by(agents)),
		oneOf('toSeatType', 'Transfer When', [1, 2], by({ ...agents, toSeatKey: '1' })),
		key('toSeatKey', 'Transfer Key', by({ ...agents, toSeatType: 2 })),
	];
	return rules.map((rule) => ({ ...rule, path: path + rule.path, label: label + rule.label }));
}

const languages = 'ARB BD EN DE IN IDN IT JP KR PT RU ES TH VN'.split(' ');
const onSms = { smsHangupStatus: true, smsTemplateId: '2000001' };
const redials = { maxRecallCount: 1 };
const yesterdaysEnd = { taskStartTime: inEditor(tomorrow.minus({ hours: 1 })) };
const node = 'nodeList.node.0.';
const inNode = 'Redial Nodes → Node 1 → ';
const spoken = { nodeList: { node: [{ source: 3, text: 'Hello', lan: 'EN' }] } };
const byKey = { toSeat: true, sipGroupId: '38', toSeatType: 2, toSeatKey: '1' };

export const pages: Page[] = [
	{
		...innoPaas,
		rules: [
			anyText('templateId', 'Template ID'),
			{
				...anyText('countryCode', 'Country Code'),
				allowed: 'the two letters of a country, e.g. DE',
				good: ['DE', 'de'],
				bad: ['D', 'DEU', 'UK', '49', 49],
			},
			oneOf('sendType', 'Send', [1, 2], {
				required: true,
				good: ['1', '2'],
				shownBy: { taskStartTime: inEditor(tomorrow) },
			}),
			time('taskStartTime', 'Start Time', { required: true, shownBy: { sendType: '1' } }),
			time('taskEndTime', 'End Time', { shownBy: { sendType: '1', ...yesterdaysEnd } }),
			whole('maxRecallCount', 'Redial Attempts', 0, 3, required),
			whole('recallInterval', 'Redial Interval', 1, 4320, { required: true, shownBy: redials }),
			onOff('noConnected', 'Redial When Not Connected', redials),
			onOff('noAnswer', 'Redial When Not Answered', redials),
			onOff('smsHangupStatus', 'Hang-Up SMS', onSms),
			anyText('smsTemplateId', 'SMS Template ID', onSms),
			oneOf('smsSendType', 'Send SMS', ['0', '1', '2', '3'], { required: true, shownBy: onSms }),
			atLeast('smsSendLimit', 'Shortest Call for SMS', 1, {
				...{ required: true, shownBy: { ...onSms, smsSendType: '3' } },
			}),
			{
				...anyText('variables.variable.0.value', 'Variables → Variable 1 → Value'),
				allowed: 'a text without ; , | and line breaks',
				good: ['Anna', 'nine o’clock: yes & no!'],
				bad: ['a;b', 'a,b', 'a|b', 'a\nb', 'a\r', '\u2028b', 'Anna;4915199999999'],
			},
			text('options.billUrl', 'Options → Billing URL', 250, {
				allowed: 'an http or https URL of up to 250 characters',
				good: ['http://example.com', `https://example.com/${x(230)}`],
				bad: [`https://example.com/${x(231)}`, 'ftp://example.com', 'example.com/cdr'],
			}),
			{ ...displayNumber(0, 20), allowed: 'digits and nothing else', bad: ['+49151', 'me'] },
			text('options.transData', 'Options → Pass-Through Data', 50),
		],
	},
	{
		...onbuka,
		rules: [
			anyText('fileId', 'File ID'),
			text('options.calledInfo', 'Options → Called Information', 1000),
			defaultCountry,
			displayNumber(7, 15),
			whole('options.loopCount', 'Options → Loop Count', 1, 3),
			whole('options.maxDuration', 'Options → Max Duration', 1, 120),
			whole('options.maxRingingTime', 'Options → Max Ringing Time', 20, 120),
		],
	},
	{
		...itniotech,
		rules: [
			...task,
			whole('loopCount', 'Loop Count', 1, 9, required),
			...announcement('', '', 0),
			oneOf('lan', 'Language', languages, {
				...{ required: true, shownBy: { source: 3, text: 'Hello' } },
			}),
			anyText('smsAppId', 'SMS App ID', { hangUpSms: true, smsContent: 'Sorry', ringPush: true }),
		],
	},
	{
		...laaffic,
		rules: [
			...task,
			atLeast('scriptId', 'Script ID', 1, { required: true, good: [123, '123'] }),
			atLeast('options.calloutRate', 'Options → Callout Rate', 1),
			{ ...onOff('options.enableRecording', 'Options → Enable Recording'), required: false },
		],
	},
	{
		named: 'ITNIOTECH redialFlow.update',
		node: 'itniotech',
		parameters: redialFlow,
		rules: [
			atLeast('keyId', 'Redial Flow ID', 1, { required: true, good: [299, '299'] }),
			whole('recallInterval', 'Redial Interval', 1, 1440, required),
			whole('recallNum', 'Redial Rounds', 1, 10, required),
			oneOf('recallType', 'Redial Whom', [0, 1], required),
			...announcement(node, inNode, 1),
			anyText(`${node}lan`, `${inNode}Language`, spoken),
			whole(`${node}speakingRate`, `${inNode}Speaking Rate`, 0.25, 4, {
				allowed: 'a number from 0.25 to 4',
				bad: [0.24, 4.01, 'fast'],
				required: true,
				shownBy: spoken,
			}),
			oneOf(`${node}ssmlGender`, `${inNode}Voice Gender`, [1, 2], { shownBy: spoken }),
			atLeast(`${node}accent`, `${inNode}Accent`, 1, { shownBy: spoken }),
			atLeast(`${node}delayTransfer`, `${inNode}Transfer Delay`, 0, {
				required: true,
				shownBy: { nodeList: { node: [{ source: 1, voiceFileId: 'v', ...byKey }] } },
			}),
		],
	},
];
