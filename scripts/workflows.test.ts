import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { root } from './setup/paths.mjs'

const folder = join(root, '.github/workflows')
const names = (await readdir(folder)).filter((name) => name.endsWith('.yml'))
const workflows = await Promise.all(
  names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })),
)

// A tag can be moved to other code, which would then run with the keys of the release.
it.each(workflows)('$name takes the actions of others by their commit, with the version beside it', ({ text }) => {
  const used = [...text.matchAll(/uses: (?!\.\/)(.*)/g)].map(([, action]) => action)
  for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
})

it.each(workflows)('$name may only read, but for the jobs that say otherwise', ({ text }) => {
  expect(text).toMatch(/^permissions:\n {2}contents: read\n/m)
})
