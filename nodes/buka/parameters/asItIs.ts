import type { Parameter } from '../../voice/input/declaration';

const CHOICES = [
	{ name: 'Leave as It Is', value: '', description: 'Nothing is said about it' },
	{ name: 'Off', value: 0 },
	{ name: 'On', value: 1 },
];

/**
 * Parameters of something that exists: a switch would always say on or off, so there is a third choice, to say
 * nothing.
 *
 * @param name of the switch on which the others hang
 */
export const orAsItIs = (name: string, parameters: Parameter[]): Parameter[] =>
	parameters.map(({ is, ...parameter }) => {
		const { displayOptions, description } = parameter;
		if (parameter.name === name) {
			const says = `${description}; left as it is, the vendor is told nothing about it`;
			return { ...parameter, type: 'options', options: CHOICES, default: '', description: says };
		}
		const show = { ...displayOptions?.show, [name]: [1] };
		return { ...parameter, is, displayOptions: { show } };
	});
