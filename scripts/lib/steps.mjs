/**
 * What a step of `npm test` found. A check that has no tests inside counts as one.
 * @typedef {{ passed: number, failed: number }} Counts
 */

/**
 * The counts of a vitest JSON report. A file that could not even be loaded has no failed test, and still is a failure.
 * @param {{ numPassedTests: number, numFailedTests: number, success: boolean }} report
 * @returns {Counts}
 */
export function vitestCounts(report) {
  const failed = report.numFailedTests || (report.success ? 0 : 1)
  return { passed: report.numPassedTests, failed }
}

/**
 * The counts of a Playwright JSON report. A test that passed only when repeated counts as failed.
 * @param {{ stats: { expected: number, unexpected: number, flaky: number }, errors?: readonly unknown[] }} report
 * @returns {Counts}
 */
export function playwrightCounts({ stats, errors = [] }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}

/**
 * A step's counts from its exit code and, where it has one, its report: a runner that ended badly with a clean or a
 * missing report is one failure, never silence.
 * @param {number} code
 * @param {Counts | undefined} reported
 * @returns {Counts}
 */
export function stepCounts(code, reported) {
  if (!reported) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  return code !== 0 && reported.failed === 0 ? { ...reported, failed: 1 } : reported
}

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce((total, { passed, failed }) => ({ passed: total.passed + passed, failed: total.failed + failed }), {
    passed: 0,
    failed: 0,
  })
}
