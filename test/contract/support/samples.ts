/** The vendors' samples as their pages print them, faults included. */

/** https://www.onbuka.com/voice-api6/, with the comma behind the last field. */
export const ONBUKA_SEND_GROUP = `{
"callee": "932111111111,932111111112",
"displayNum": "1008122211",
"fileId": "12022022570cc2484c59d4f8b9745d34226285b1e.mp3",
"appId": "4luaKsL2",
"maxDuration": 50,
"maxRingingTime": 60,
"loopCount": 2,
"calledInfo": "calledInfo",
}`;

export const ONBUKA_SEND_GROUP_ANSWER = `{
"status": "0",
"reason": "success",
"data": [
{
"voiceId": "2203031134011000001",
"callee": "932111111111",
"terminationCode": "0",
"terminationReason": "success"
},
{
"voiceId": "2203031134011000002",
"callee": "932111111112",
"terminationCode": "0",
"terminationReason": "success"
}
]
}`;

/** https://www.laaffic.com/api/voice/callSendAI/ */
export const LAAFFIC_SEND_AI = `{
"appId": "iaAJ6COV",
"taskName": "2024-06-03 10:42:05",
"maxCalls": 40,
"numberInfoList":[{
"calleeNumber":"8613242926514",
"text1":"12"
},{
"calleeNumber":"8613242926515",
"text1":"12"
}],
"sendTime": "2024-06-21 00:00:00",
"displayNum": "1008122211",
"maxRingingTime":60,
"scriptId":123,
"enableRecording":0,
"allowSendTime": [
{
"strTime": "18:28",
"endTime": "19:28"
}
]
}`;

export const LAAFFIC_SEND_AI_ANSWER = `{
"status":"0",
"reason":"success",
"data":123123
}`;

/** https://www.itniotech.com/api/voice/recallUpdate/ */
export const ITNIOTECH_RECALL_UPDATE = `{
"keyId": 299,
"recallType": 0,
"recallInterval": 30,
"recallNum": 1,
"nodeList": [
{
"voiceFileId": "120250811103439c1901f4c53b691b419ad8a143b.wav",
"voiceFileName": null,
"source": 1,
"text": null,
"lan": null,
"speakingRate": null,
"hangUpSms": 0,
"idxSmsAppId": null,
"smsContent": null,
"senderId": null,
"feedbackValue": null,
"feedbackPush": null,
"successPush": null,
"successPushTime": null,
"failedPush": null,
"ringPush": null,
"toSeat": 1,
"sipGroupId": 1000038,
"outboundControl": 1,
"calloutRate": 1,
"toSeatType": 1,
"toSeatKey": null,
"delayTransfer": 0
}
]
}`;

/**
 * The group call page has no sample. This is one for the same operation on a sister's host, as a
 * third party prints it; it also sets the details of two triggers that are off.
 */
export const GROUP_CALL_SEND = `{"appId":"iaAJ6COV","taskName":"2024-06-03 10:42:0511","source":3,
"loopCount":1,"maxCalls":40,"hangUpSms":1,"toSeat":1,"sipGroupId":1000019,"outboundControl":1,
"calloutRate":1,"toSeatKey":0,"toSeatType":2,"numberList":["8613242926514"],
"sendTime":"2024-06-21 00:00:00","text":"Mã xác nhận của bạn là 22294","smsAppId":"9obbP7Nl",
"senderId":"123","smsContent":"123","feedbackValue":0,"successPushTime":10,"feedbackPush":0,
"successPush":0,"failedPush":0,"ringPush":1,"lan":"VN","displayNum":"1008122211",
"maxRingingTime":60,"allowSendTime":[{"strTime":"18:28","endTime":"19:28"}]}`;

/** https://www.itniotech.cn/api/voice/callQuery, and the same at LAAFFIC. */
export const GROUP_CALL_QUERY = `{"current":1,"size":10,"params":{"strTime":"2024-01-01 00:00:00",
"endTime":"2024-06-03 15:13:01","statusList":[]}}`;

/** As the page prints it, without the counts that its table has. */
export const GROUP_CALL_QUERY_ANSWER = `{"code":0,"msg":"success","data":{"records":[{"jobId":5000602,
"taskName":"2024-06-04 14:49:17111","status":0,"rate":"0","numCnt":1,"callNum":0,"success":0,
"fail":0}]}}`;

/** https://www.itniotech.com/api/account/: what a clock that is wrong gives. */
export const BUKA_REFUSAL = '{"status":"-16","reason":"timestamp expires"}';

/** The field `mobile` of InnoPaaS's page, with digits for its crosses. */
export const INNOPAAS_MOBILE = '86130XXXXXXXX,123|456;86186XXXXXXXX,321|654'
	.replace('86130XXXXXXXX', '8613011112222')
	.replace('86186XXXXXXXX', '8618633334444');

/** InnoPaaS's page has no answers; these are made from its table of fields. */
export const INNOPAAS_ANSWER =
	'{"code": "200000", "message": "success", "data": {"callId": "demo-call-id-1"}}';
export const INNOPAAS_REFUSAL = '{"code": "500006", "message": "no such appId", "data": null}';
