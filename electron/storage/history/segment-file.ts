import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants } from 'node:zlib'

import { writeBytesAtomically } from '../atomic-write.ts'
import { namesIn, readIfThere } from '../disk.ts'
import type { Disk } from '../disk.ts'
import { sealedName } from './names.ts'
import type { Segment } from './names.ts'

const compressBytes = promisify(brotliCompress)
const decompressBytes = promisify(brotliDecompress)

/**
 * Brotli's quality. Measured on tool output of this repository, each output once: gzip 9 gives 4.9:1, brotli 6 and 9
 * 5.2:1, brotli 11 5.8:1 (at 1 MB/s). Over a long session, in segments of 2 MB: 6 gives 13.7:1 at 90 MB/s, 9 gives 14.1:1
 * at 30 MB/s. The window of 4 MB covers a whole segment, which pays where the same files and commands come again.
 */
const QUALITY = 6
/** Most that a segment may unpack to. Ours are far smaller: a larger one is damaged, or hostile (an imported archive). */
const LARGEST_TEXT = 64 * 1024 * 1024

/** Compresses on a thread of Node's pool. */
export const compress = (bytes: Buffer): Promise<Buffer> =>
  compressBytes(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })

/** The text of a segment, unpacked. */
export async function readText(disk: Disk, directory: string, segment: Segment): Promise<Buffer> {
  const bytes = await disk.readFile(join(directory, segment.name))
  return segment.end === null ? bytes : decompressBytes(bytes, { maxOutputLength: LARGEST_TEXT })
}

/** The lines of a segment. A last line that was cut off is left out. */
export async function readLines(disk: Disk, directory: string, segment: Segment): Promise<string[]> {
  const text = await readText(disk, directory, segment)
  const lines = text.toString().split('\n')
  lines.pop()
  return lines
}

/** Replaces a plain segment by a compressed one. `swap` runs the last step when nobody reads, writes or trims. */
export async function seal(options: {
  readonly disk: Disk
  readonly directory: string
  readonly segment: Segment
  readonly end: number
  readonly swap: (step: () => Promise<void>) => Promise<void>
}): Promise<void> {
  const { disk, directory, segment, end, swap } = options
  const plain = join(directory, segment.name)
  const bytes = await readIfThere(disk, plain)
  if (bytes === null) return
  const packed = await compress(bytes)
  await swap(async () => {
    // It may have been trimmed while it was compressed. It must not come back, as the first of a history with a gap.
    if (!(await namesIn(disk, directory)).includes(segment.name)) return
    await writeBytesAtomically(disk, join(directory, sealedName(segment.first, end)), packed)
    await disk.unlink(plain)
  })
}

/** Removes the oldest segments until the rest fits; the newest always stays. */
export async function trim(
  disk: Disk,
  directory: string,
  segments: readonly Segment[],
  capBytes: number,
): Promise<void> {
  const sizes = await Promise.all(
    segments.map(async (segment) => (await disk.lstat(join(directory, segment.name))).size),
  )
  let total = sizes.reduce((sum, size) => sum + size, 0)
  for (const [index, segment] of segments.slice(0, -1).entries()) {
    if (total <= capBytes) return
    await disk.unlink(join(directory, segment.name))
    total -= sizes[index] ?? 0
  }
}
