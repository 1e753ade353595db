import type { Parameter } from '../../voice/input/declaration';

/** Why a parameter, or its limits, are guessed, by its name: what a vendor's page says and what not. */
export type Guesses = Record<string, string>;

/** The parameters, where a guess says so to the user; also those of collections. */
export const marked = (declared: Parameter[], guesses: Guesses): Parameter[] =>
	declared.map((parameter) => {
		const { name, type, description = '', options } = parameter;
		return {
			...parameter,
			...(type === 'collection' && { options: marked(options as Parameter[], guesses) }),
			...(name in guesses && {
				description: `${description.replace(/\.$/, '')}. A guess: ${guesses[name]}.`,
			}),
		};
	});
