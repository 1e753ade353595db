import { innoPaas } from '../../nodes/InnoPaas/profile';
import { itniotech } from '../../nodes/Itniotech/profile';
import { laaffic } from '../../nodes/Laaffic/profile';
import { onbuka } from '../../nodes/Onbuka/profile';
import type { CallOperation, Operation, Vendor, WaitOperation } from '../../nodes/voice/types';
import type { VendorName } from '../../sandbox/state';
import type { NodeName } from './engine';

/** The vendors by the names of their contracts. */
export const PROFILES: Record<VendorName, Vendor> = {
	innopaas: innoPaas,
	onbuka,
	itniotech,
	laaffic,
};

/** An operation of a vendor, with the names by which contracts, tests and people know it. */
export interface Known {
	/** `vendor.resource.operation`, e.g. `onbuka.voiceMessage.send`. */
	key: string;
	/** For people, e.g. `ONBUKA voiceMessage.send`. */
	named: string;
	vendorName: VendorName;
	vendor: Vendor;
	/** The node's type, e.g. `onbuka`. */
	node: NodeName;
	operation: Operation;
}

/** Every operation of every vendor's profile. */
export const known: Known[] = Object.entries(PROFILES).flatMap(([vendorName, vendor]) =>
	vendor.operations.map((operation) => {
		const name = `${operation.resource.value as string}.${operation.operation.value as string}`;
		return {
			key: `${vendorName}.${name}`,
			named: `${vendor.name} ${name}`,
			vendorName: vendorName as VendorName,
			vendor,
			node: vendor.credential.replace(/Api$/, '') as NodeName,
			operation,
		};
	}),
);

/** @throws when no profile has the operation */
export function knownAs(key: string): Known {
	const found = known.find((one) => one.key === key);
	if (found === undefined) throw new Error(`No profile has ${key}`);
	return found;
}

/** @throws when no profile has the operation, or it rings no phones */
export function callOf(key: string): CallOperation {
	const { operation } = knownAs(key);
	if (operation.kind !== 'call') throw new Error(`${key} rings no phones`);
	return operation;
}

/** An operation that has an endpoint of its own: what waits asks where others read. */
export type WithEndpoint = Exclude<Operation, WaitOperation>;
export const hasEndpoint = (operation: Operation): operation is WithEndpoint =>
	operation.kind !== 'wait';

/** @throws when no profile has the operation, or it has no endpoint */
export function operationOf(key: string): WithEndpoint {
	const { operation } = knownAs(key);
	if (!hasEndpoint(operation)) throw new Error(`${key} asks where others read`);
	return operation;
}
