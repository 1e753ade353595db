import type { IDataObject } from 'n8n-workflow';

import { withoutSecrets } from '../voice/delivery/conceal';
import { wordsOf } from '../voice/input/wire';
import type { Page, Source } from '../voice/reading/source';
import type { Answer } from '../voice/types';
import { readPage } from './answer';
import { timeOf } from './time';

export type Row = Record<string, unknown>;

/** An object with something in it. */
export function isRow(value: unknown): value is Row {
	if (typeof value !== 'object' || Array.isArray(value)) return false;
	for (const _ in value) return true;
	return false;
}

/** The rows of a page; undefined where the answer is none, or a row is no object or empty. */
export function readRows(answer: Answer): Page<Row> | undefined {
	const page = readPage(answer);
	return page?.rows.every(isRow) ? (page as Page<Row>) : undefined;
}

/**
 * Reads the one row of a detail, whose ID must be the one that was asked for.
 *
 * @param name the field of the question that has the ID
 */
export const rowOf =
	(name: string, idOf: (row: Row) => string | undefined): Source<Row>['read'] =>
	({ data }, _, asked) =>
		isRow(data) && idOf(data) === String(asked[name]) ? { rows: [data] } : undefined;

const ID = /Id$/;
const AT = /Time$/;

/**
 * The fields of a row that are there: IDs as text, times as ISO 8601 with the offset of the vendor's zone, the
 * rest as the vendor wrote it, without secrets.
 */
export function fieldsOf(row: Row, names: readonly string[], vendorZone: string): IDataObject {
	const kept: IDataObject = {};
	for (const name of names) {
		const value = row[name];
		if (value === null || value === undefined || value === '') continue;
		if (typeof value === 'object') kept[name] = withoutSecrets(value) as IDataObject;
		else if (ID.test(name)) kept[name] = String(value);
		else kept[name] = (AT.test(name) && timeOf(value, vendorZone)) || (value as string | number);
	}
	return kept;
}

/** What `status` says, in words; nothing where it says something else. */
export const namedStatus = (status: unknown, names: readonly string[]): { statusName?: string } => {
	const statusName = names.find((_, number) => wordsOf(status) === String(number));
	return statusName === undefined ? {} : { statusName };
};
