import type { IDataObject } from 'n8n-workflow';

import type { At, Body } from '../input/wire';
import type { Answer, Endpoint } from '../types';

/** A page of a vendor's list; what the vendor leaves out is undefined. */
export interface Page<Row = unknown> {
	rows: Row[];
	/** Its number, counted from 1. */
	current?: number;
	/** Most rows on a page, which may be fewer than were asked for. */
	size?: number;
	/** How many pages and rows the whole list has. */
	pages?: number;
	total?: number;
}

/** What can be read at the vendor: one answer, or a list that comes in pages. */
export interface Source<Row = unknown> extends Endpoint {
	/** Most rows the vendor puts on a page; undefined where there is one answer and no pages. */
	pageSize?: number;
	/** Undefined where the answer is no such page, or not of what was asked. */
	read: (answer: Answer, vendorZone: string, asked: Body) => Page<Row> | undefined;
	/** Set where the numbers of the answer are money, and are read as texts as the vendor wrote them. */
	numbers?: 'asWritten';
	/** Names a row: one that comes again on another page, because the list has grown, is given once. */
	id?: (row: unknown) => string | undefined;
}

/** The rows of a page that no page before had. */
export interface Rows<Row> {
	rows: Row[];
	/** How many are still to come, going by the vendor's counts; undefined where only the next page can say. */
	left?: number;
}

/** Reads something else at the vendor for an operation: all rows of a source, page by page. */
export interface Asking extends At {
	/**
	 * @param body what is asked; page and size are added
	 * @throws NotRead when the vendor does not give it, or what it gives can't be trusted
	 */
	rows: <Row>(source: Source<Row>, body: Body) => AsyncGenerator<Rows<Row>>;
}

/** A task as the vendor's list has it. */
export interface ListedTask {
	name: string;
	ids: IDataObject;
	created?: Date;
	/** Whether it was cancelled or came to nothing; undefined where the list doesn't say. */
	failed?: boolean;
}

/** How a task is found again by its name. */
export interface TaskList extends Source<ListedTask> {
	/** Asks for the tasks of that name that a run may have made; the page is added. */
	write: (taskName: string, at: At) => Body;
}

/** What can be picked from a list in the editor. */
export interface Choice {
	name: string;
	value: string;
	/** What stands behind the name, to tell one from another. */
	more?: string;
	made?: Date;
}

/** A list to pick from in the editor. */
export interface Search {
	source: Source<Choice>;
	/**
	 * What is asked, one after the other: everything of the last days, or, where the vendor can search, what fits
	 * the filter.
	 */
	write: (filter: string | undefined, at: At) => Body[];
	/** Set where the vendor can't search, so that the node looks through the names. */
	byName?: true;
}
