import { expect, it } from 'vitest'

import { createMemoryDisk } from '../testing/memory-disk.ts'
import { plainName, sealedName, segmentsOf } from './names.ts'
import { readLines, seal, trim } from './segment-file.ts'

const DIRECTORY = '/data/history/s'
const at = (name: string) => `${DIRECTORY}/${name}`

/** A directory with ten entries in a segment that is full, and one in the segment behind it. */
function twoSegments() {
  const disk = createMemoryDisk()
  disk.put(at(plainName(0)), '"entry"\n'.repeat(10))
  disk.put(at(plainName(10)), '"entry"\n')
  const names = () => [...disk.files.keys()].map((path) => path.slice(DIRECTORY.length + 1)).sort()
  const [segment] = segmentsOf(names())
  if (!segment) throw new Error('there is no segment')
  return { disk, names, options: { disk, directory: DIRECTORY, segment, end: 10 } }
}

it('a segment that is sealed holds the same lines, and its plain file is gone', async () => {
  const { disk, names, options } = twoSegments()
  await seal({ ...options, swap: (step) => step() })
  expect(names()).toEqual([sealedName(0, 10), plainName(10)])
  const [sealed] = segmentsOf(names())
  expect(sealed && (await readLines(disk, DIRECTORY, sealed))).toHaveLength(10)
})

it('a segment that is trimmed while it is being sealed does not come back', async () => {
  const { disk, names, options } = twoSegments()
  const swap = async (step: () => Promise<void>) => {
    await trim(disk, DIRECTORY, segmentsOf(names()), 10)
    await step()
  }
  await seal({ ...options, swap })
  expect(names()).toEqual([plainName(10)])
})

it('a segment that was trimmed before its sealing began is no fault', async () => {
  const { disk, names, options } = twoSegments()
  await trim(disk, DIRECTORY, segmentsOf(names()), 10)
  await seal({ ...options, swap: (step) => step() })
  expect(names()).toEqual([plainName(10)])
})
