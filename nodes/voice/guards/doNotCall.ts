import type { IExecuteFunctions } from 'n8n-workflow';

import { parseCallees } from '../input/callees';
import { numberRules } from '../input/contacts';
import type { Values } from '../input/display';
import { isEmpty } from '../input/payload';
import type { NumberRules } from '../input/phoneNumber';
import type { CallOperation } from '../types';
import { stop } from './stop';

/** Longer than any number of a vendor, and shorter: such a one is called by nobody, and may stand in a list. */
const DIGITS = [3, 18] as const;

/**
 * Reads who is not to be called: once for the run, for an expression may read a table.
 *
 * A number written without its calling code is one of Default Country, where that is the same for all items.
 *
 * @returns numbers as digits; undefined where the setting was not added
 * @throws NodeOperationError where the list is missing, or anything in it is not certainly a number: a guard that
 *   nobody understands guards nobody
 */
export function readDoNotCall(
	ctx: IExecuteFunctions,
	operation: CallOperation,
): ReadonlySet<string> | undefined {
	const settings = ctx.getNodeParameter('sending', 0, {}, { rawExpressions: true }) as Values;
	if (!Object.hasOwn(settings, 'doNotCall')) return undefined;
	const refuse = (message: string): never => {
		throw stop(ctx, { parameter: 'Sending → Do Not Call', message });
	};
	const value = read(ctx, refuse);
	if (Array.isArray(value) && value.length === 0) return new Set();
	if (isEmpty(value)) {
		refuse('yields nothing; allowed are numbers, or an empty list where nobody stands on it');
	}
	try {
		return new Set(parseCallees(value, rulesFor(ctx, operation)));
	} catch (error) {
		return refuse((error as Error).message);
	}
}

function read(ctx: IExecuteFunctions, refuse: (message: string) => never): unknown {
	try {
		return ctx.getNodeParameter('sending.doNotCall', 0, null);
	} catch (error) {
		return refuse(`has an expression that fails: ${(error as Error).message}`);
	}
}

/**
 * How the list is read: as callees are, so that the same text is the same number. Where Default Country differs from
 * item to item, digits alone could be a number of any of them, and have to be as long as one with its calling code.
 */
function rulesFor(ctx: IExecuteFunctions, operation: CallOperation): NumberRules {
	const parameter = operation.callees?.country;
	const name = parameter ?? 'options';
	const raw: unknown = ctx.getNodeParameter(name, 0, {}, { rawExpressions: true });
	const rules = numberRules(operation, { [name]: raw } as Values, 'vendor');
	if (rules !== undefined) return { ...rules, digits: DIGITS, isList: true };
	return { digits: DIGITS, check: 'vendor', anyCountry: parameter === undefined };
}
