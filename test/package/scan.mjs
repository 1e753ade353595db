/**
 * Runs n8n's scan of community packages over a folder, as n8n does before it verifies a package.
 *
 *     node scan.mjs <folder> <source|published>
 *
 * Prints what it found; exits with 1 where that forbids to publish.
 */
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const [, , folder, what] = process.argv;
// Those that the scan gives to a package from npm.
const patterns = what === 'source' ? SOURCE_FILE_PATTERNS : ['**/*.js', 'package.json'];
const { passed, message = '', details = '' } = await analyzePackage(folder, patterns);
console.log([message, details].join('\n'));
process.exit(passed ? 0 : 1);
