import { parseArgs } from 'node:util'

import { foreground } from './lib/foreground.mjs'
import { setup } from './setup.mjs'
import { root } from './setup/paths.mjs'

// npm run crash [-- --runs 200] [--seed N]: the crash rig. Every named step, and so many kills at seeded random points.

const { values } = parseArgs({ options: { runs: { type: 'string', default: '200' }, seed: { type: 'string' } } })
const { env } = await setup([])
process.exitCode = await foreground(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'integration',
    'electron/composition/crash',
    '--reporter=verbose',
  ],
  {
    cwd: root,
    env: { ...env, CRASH_RUNS: values.runs, CRASH_SEED: values.seed ?? String(Date.now() % 1_000_000) },
  },
)
