import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import type { Vendor } from '../types';

/** What is picked from a list that the vendor doesn't have becomes a plain ID, wherever it stands. */
export function withLists(
	properties: INodeProperties[],
	searches: Vendor['searches'] = {},
): INodeProperties[] {
	return properties.map((property): INodeProperties => {
		const { type, options, modes, ...rest } = property;
		if (type === 'collection') {
			return { ...property, options: withLists(options as INodeProperties[], searches) };
		}
		if (type === 'fixedCollection') {
			const sections = (options as INodePropertyCollection[]).map((section) => ({
				...section,
				values: withLists(section.values, searches),
			}));
			return { ...property, options: sections };
		}
		const method = modes?.find((mode) => mode.type === 'list')?.typeOptions?.searchListMethod;
		if (type !== 'resourceLocator' || (method !== undefined && Object.hasOwn(searches, method))) {
			return property;
		}
		return { ...rest, type: 'string', default: '' };
	});
}
