const { mkdir, rm, writeFile } = require('node:fs/promises');
const { dirname, join } = require('node:path');
const { dest, series, src } = require('gulp');

/** What an earlier build left must not be packed. */
const clean = async () => await rm('dist', { recursive: true, force: true });

/** What the compiler leaves behind: icons and codex files, beside the nodes. */
const files = () =>
	src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json'], {
		base: '.',
		// Without this gulp 5 reads files as text and breaks binary ones.
		encoding: false,
	}).pipe(dest('dist'));

/** The shape of a sample, as n8n wants it. */
const shapeOf = (value) => {
	if (Array.isArray(value)) return { type: 'array', items: shapeOf(value[0] ?? '') };
	if (Number.isInteger(value)) return { type: 'integer' };
	if (typeof value !== 'object' || value === null) return { type: typeof (value ?? '') };
	const shapes = Object.entries(value).map(([name, one]) => [name, shapeOf(one)]);
	return { type: 'object', properties: Object.fromEntries(shapes) };
};

/** What the editor shows of the output before a node has run: made of each operation's sample. */
const schemas = async () => {
	const folders = require('./package.json').n8n.nodes.map((node) => dirname(node));
	for (const folder of new Set(folders)) {
		const [vendor] = Object.values(require(join(__dirname, folder, 'profile.js')));
		for (const { resource, operation, sample } of vendor.operations) {
			const path = join(folder, '__schema__', 'v1.0.0', resource.value, `${operation.value}.json`);
			await mkdir(dirname(path), { recursive: true });
			const schema = { ...shapeOf(sample), version: 1 };
			await writeFile(path, `${JSON.stringify(schema, undefined, '\t')}\n`);
		}
	}
};

module.exports = { assets: series(files, schemas), clean };
