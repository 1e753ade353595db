const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

/** What an earlier build left must not be packed. */
const clean = async () => await rm('dist', { recursive: true, force: true });

/** What the compiler leaves behind: icons, codex files and output schemas, beside the nodes. */
const assets = () =>
	src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		// Without this gulp 5 reads files as text and breaks binary ones.
		encoding: false,
	}).pipe(dest('dist'));

module.exports = { assets, clean };
