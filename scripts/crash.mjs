import { commandArguments, numberRefusal } from './lib/arguments.mjs'
import { foreground } from './lib/foreground.mjs'
import { setup } from './setup.mjs'
import { root } from './setup/paths.mjs'

// npm run crash [-- --runs 200] [--seed N]: the crash rig. Every named step, and so many kills at seeded random points.

const { values } = commandArguments({
  name: 'crash',
  usage: 'npm run crash [-- --runs N] [--seed N]   every named step, and N kills (200) at random points of that seed',
  options: { runs: { type: 'string', default: '200' }, seed: { type: 'string' } },
  refuse: (given) =>
    numberRefusal(given, 'runs', { least: 1, whole: true }) ?? numberRefusal(given, 'seed', { least: 0, whole: true }),
})
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
    env: { ...env, CRASH_RUNS: String(values['runs']), CRASH_SEED: String(values['seed'] ?? Date.now() % 1_000_000) },
  },
)
