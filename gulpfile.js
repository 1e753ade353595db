const { dest, src } = require('gulp');

/** What the compiler leaves behind: icons, codex files and output schemas, beside the nodes. */
function assets() {
	return src(['nodes/**/*.{svg,png}', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		// Without this gulp 5 reads files as text and breaks binary ones.
		encoding: false,
	}).pipe(dest('dist'));
}

exports.assets = assets;
