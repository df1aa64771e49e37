import { expect, test } from 'vitest'

import { playwrightCounts, stepCounts, sum, vitestCounts } from './steps.mjs'

test('a check without tests counts as one', () => {
  expect(stepCounts(0, undefined)).toEqual({ passed: 1, failed: 0 })
  expect(stepCounts(2, undefined)).toEqual({ passed: 0, failed: 1 })
})

test('a runner that ended badly is a failure even when its report is clean', () => {
  expect(stepCounts(1, { passed: 5, failed: 0 })).toEqual({ passed: 5, failed: 1 })
  expect(stepCounts(1, { passed: 5, failed: 2 })).toEqual({ passed: 5, failed: 2 })
})

test('a vitest file that could not be loaded is a failure', () => {
  expect(vitestCounts({ numPassedTests: 3, numFailedTests: 0, success: false })).toEqual({ passed: 3, failed: 1 })
  expect(vitestCounts({ numPassedTests: 3, numFailedTests: 0, success: true })).toEqual({ passed: 3, failed: 0 })
})

test('a Playwright test that passed only when repeated is a failure', () => {
  const stats = { expected: 4, unexpected: 1, flaky: 1 }
  expect(playwrightCounts({ stats, errors: [{}] })).toEqual({ passed: 4, failed: 3 })
})

test('counts are added up', () => {
  expect(
    sum([
      { passed: 1, failed: 0 },
      { passed: 2, failed: 3 },
    ]),
  ).toEqual({ passed: 3, failed: 3 })
})
