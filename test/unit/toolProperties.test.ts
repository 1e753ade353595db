import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { InnoPaas } from '../../nodes/InnoPaas/InnoPaas.node';
import { Itniotech } from '../../nodes/Itniotech/Itniotech.node';
import { Laaffic } from '../../nodes/Laaffic/Laaffic.node';
import { Onbuka } from '../../nodes/Onbuka/Onbuka.node';
import { tested } from '../fixtures';

const types = {
	innoPaas: new InnoPaas(),
	itniotech: new Itniotech(),
	laaffic: new Laaffic(),
	onbuka: new Onbuka(),
};

/** A node as n8n fills it in, from the resource and the operation alone. */
function filledIn(description: INodeTypeDescription, parameters: INodeParameters): INode {
	const node = {
		id: '1',
		name: 'Node',
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	} as INode;
	const { properties } = description;
	return {
		...node,
		parameters: NodeHelpers.getNodeParameters(
			properties,
			parameters,
			true,
			false,
			node,
			description,
		)!,
	};
}

describe.each(tested)('$named', ({ node, vendor, operation }) => {
	const type = types[node];
	const chosen = {
		resource: operation.resource.value,
		operation: operation.operation.value,
	} as INodeParameters;
	const asTool = { ...type.description, name: `${type.description.name}Tool` };
	const toModel = NodeHelpers.getToolDescriptionForNode(filledIn(asTool, chosen), type);

	test('as a tool is described to a language model, shortly enough for all', () => {
		expect(toModel).toContain(`${operation.operation.action} in ${vendor.name}`);
		expect(toModel.length).toBeLessThan(1000);
		// n8n would take it for an argument that the model gives.
		expect(toModel).not.toContain('$fromAI');
	});

	test('says to a language model that it rings phones, and how numbers are written, where it does', () => {
		const isCall = operation.kind === 'call';
		expect(/rings phones of real people/.test(toModel)).toBe(isCall);
		expect(/with \+ and country code/.test(toModel)).toBe(
			isCall && operation.callees !== undefined,
		);
	});

	test('as a tool says what to set, where it rings phones', () => {
		const notices = type.description.properties.filter(
			(property) =>
				property.name === 'toolNotice' &&
				NodeHelpers.displayParameter(chosen, property, null, asTool),
		);
		expect(notices).toHaveLength(operation.kind === 'call' ? 1 : 0);
		if (notices.length > 0) expect(notices[0].displayName).toMatch(/On Error.*<b>Continue/);
	});

	test('as a node shows and holds nothing of it', () => {
		const { parameters } = filledIn(type.description, chosen);
		expect(Object.keys(parameters)).not.toContain('toolDescription');
		expect(Object.keys(parameters)).not.toContain('toolNotice');
	});
});
