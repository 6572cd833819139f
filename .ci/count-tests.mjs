// Turns vitest's JSON report into the line `N passed, N failed`.
import { readFileSync } from "node:fs";

const [, , reportFile, vitestStatus] = process.argv;

const report = JSON.parse(readFileSync(reportFile, "utf8") || '{"testResults":[]}');
const tests = report.testResults.flatMap((file) => file.assertionResults);
const passed = tests.filter(({ status }) => status === "passed").length;
const failedTests = tests.filter(({ status }) => status === "failed").length;
// A file that could not even be loaded has no tests, and a run can fail outside of its tests.
const failedFiles = report.testResults.filter(
  ({ status, assertionResults }) => status === "failed" && !assertionResults.some((test) => test.status === "failed"),
).length;
const failed = failedTests + failedFiles || (vitestStatus === "0" && passed > 0 ? 0 : 1);

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
