import { contracts, type Push, type Schema } from './contracts';

/** Something that a vendor pushes, as its contract has it. */
export interface Pushed {
	vendor: string;
	name: string;
	schema: Schema;
	examples: Array<{ value: unknown }>;
	/** How often it is pushed again, and after how many minutes; InnoPaaS's page says nothing of it. */
	repeats?: Push['x-repeats'];
}

const describe = (vendor: string, name: string, push: Push): Pushed => {
	const { schema, examples = {} } = push.requestBody.content['application/json'];
	const repeats = push['x-repeats'];
	return { vendor, name, schema, examples: Object.values(examples), repeats };
};

/** InnoPaaS names the address in each request. */
const ofRequests = contracts.flatMap(({ name, paths }) =>
	Object.values(paths)
		.flatMap((methods) => Object.values(methods))
		.flatMap(({ callbacks = {} }) => Object.entries(callbacks))
		.map(([of, addresses]) => describe(name, of, Object.values(addresses)[0].post)),
);

export const pushed: Pushed[] = [
	...ofRequests,
	...contracts.flatMap(({ name, webhooks = {} }) =>
		Object.entries(webhooks).map(([of, { post }]) => describe(name, of, post)),
	),
];

/** @throws when the vendor pushes no such thing */
export function pushOf(vendor: string, name: string): Pushed {
	const found = pushed.find((one) => one.vendor === vendor && one.name === name);
	if (found === undefined) throw new Error(`${vendor} pushes no ${name}`);
	return found;
}

/** The schema, without room for what it does not name. */
export const closed = ({ items, ...schema }: Schema): Schema => ({
	...schema,
	...(schema.properties && { additionalProperties: false }),
	...(items && { items: closed(items) }),
});
