/** What the vendors' pages print of what is no operation in the editor, and of refusals. */

/** https://www.itniotech.cn/api/voice/callQuery, and the same at LAAFFIC. */
export const GROUP_CALL_QUERY = `{"current":1,"size":10,"params":{"strTime":"2024-01-01 00:00:00",
"endTime":"2024-06-03 15:13:01","statusList":[]}}`;

/** As the page prints it, without the counts that its table has. */
export const GROUP_CALL_QUERY_ANSWER = `{"code":0,"msg":"success","data":{"records":[{"jobId":5000602,
"taskName":"2024-06-04 14:49:17111","status":0,"rate":"0","numCnt":1,"callNum":0,"success":0,
"fail":0}]}}`;

/** https://www.itniotech.com/api/account/: what a clock that is wrong gives. */
export const BUKA_REFUSAL = '{"status":"-16","reason":"timestamp expires"}';

export const INNOPAAS_REFUSAL = '{"code": "500006", "message": "no such appId", "data": null}';

/** A body as a page prints it: JSON, though there may be a comma behind the last field, or a form. */
export const parsed = (printed: string): Record<string, any> =>
	printed.startsWith('{')
		? JSON.parse(printed.replaceAll(/,(?=\s*[}\]])/g, ''))
		: Object.fromEntries(new URLSearchParams(printed));

/** JSON has no undefined: a field that is undefined is left out. */
export const json = (body: object) => JSON.parse(JSON.stringify(body));
