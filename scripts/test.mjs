import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { playwrightCounts, stepCounts, sum, vitestCounts } from './lib/steps.mjs'
import { setup, TEST_PROGRAMS } from './setup.mjs'
import { root } from './setup/paths.mjs'
import { run } from './setup/run.mjs'

// npm test: every check there is, one after the other, to the end even when one fails. The last line is the sum.

/** @typedef {import('./lib/steps.mjs').Counts} Counts */
/** @typedef {{ name: string, args: string[], report?: { file: string, counts: (report: any) => Counts } }} Step */

const reports = join(root, 'test-results')
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path)
const vitest = (/** @type {string} */ name, /** @type {string[]} */ projects) => {
  const file = join(reports, `${name}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const args = [bin('vitest/vitest.mjs'), 'run', ...projects.flatMap((project) => ['--project', project]), ...reporters]
  return { name, args, report: { file, counts: vitestCounts } }
}

/** @type {Step[]} */
const steps = [
  { name: 'lint', args: [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'typecheck', args: [bin('typescript/bin/tsc'), '-b'] },
  { name: 'format', args: [bin('oxfmt/bin/oxfmt'), '--check'] },
  { name: 'architecture', args: [join(root, 'scripts/architecture.mjs')] },
  { name: 'licences', args: [join(root, 'scripts/licences.mjs')] },
  { name: 'dead code', args: [bin('knip/bin/knip.js')] },
  vitest('unit', ['unit', 'renderer']),
  vitest('integration', ['integration']),
  { name: 'package', args: [join(root, 'scripts/package.mjs')] },
  {
    name: 'e2e',
    args: [join(root, 'scripts/e2e.mjs')],
    report: { file: join(reports, 'e2e.json'), counts: playwrightCounts },
  },
]

const { env } = await setup(process.platform === 'linux' ? TEST_PROGRAMS : [])
await rm(reports, { recursive: true, force: true })
/** @type {Counts[]} */
const results = []
for (const { name, args, report } of steps) {
  console.log(`\n── ${name}`)
  const startedAt = performance.now()
  const { code } = await run(process.execPath, args, { cwd: root, env })
  const counts = stepCounts(code, report && (await countsOf(report)))
  results.push(counts)
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  console.log(`── ${name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`)
}

const { passed, failed } = sum(results)
process.exitCode = failed === 0 ? 0 : 1
console.log(`\n${passed} passed, ${failed} failed`)

/** @param {NonNullable<Step['report']>} report */
async function countsOf({ file, counts }) {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : counts(JSON.parse(text))
}
