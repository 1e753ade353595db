/**
 * What n8n waits for when it starts, and what an editor loads: plain JavaScript, because a compiler in
 * the process would be measured with it. Run as `node loading.cjs`, prints JSON.
 */
const { join } = require('node:path');

const root = join(__dirname, '..');
const { nodes, credentials } = require('../package.json').n8n;

// n8n has these in memory before it loads a node.
require('n8n-workflow');
require('luxon');

const start = performance.now();
for (const file of [...nodes, ...credentials]) require(join(root, file));
const milliseconds = performance.now() - start;

/** What the editor gets of the nodes, as n8n itself prepares it. */
async function describe() {
	require('reflect-metadata');
	const { PackageDirectoryLoader } = require('n8n-core');
	const loader = new PackageDirectoryLoader(root);
	await loader.loadAll();
	return Buffer.byteLength(JSON.stringify(loader.types.nodes));
}

describe().then((bytes) => {
	console.log(JSON.stringify({ milliseconds, bytes }));
	process.exit();
});
