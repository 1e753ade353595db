/** Ends a run with one line that any reader of logs can count. */
export default class ClosingLine {
	onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites }) {
		console.log(
			`Tests: ${numPassedTests} passed, ${numFailedTests + numRuntimeErrorTestSuites} failed`,
		);
	}
}
