import { createReadStream } from 'node:fs'

import { InputFile } from 'grammy'

import { openChecked } from '../../sessions/directory.ts'
import type { OutFile } from '../port.ts'

/** Is called for each piece of a file as it is sent; `null` means its end. */
interface Progress {
  hear: (bytes: number | null) => void
}

type Source = Pick<OutFile, 'path' | 'within'>

async function* pieces({ path, within }: Source, progress: Progress): AsyncGenerator<Uint8Array> {
  const stream = within === undefined ? createReadStream(path) : (await openChecked(path, within)).createReadStream()
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    progress.hear(piece.length)
    yield piece
  }
  progress.hear(null)
}

/** A file of this disk that is sent, and tells how it goes: a slow line may take its time, a dead one may not. */
export class Upload extends InputFile {
  readonly progress: Progress

  constructor(source: Source, name: string) {
    const progress: Progress = { hear: () => undefined }
    super(() => pieces(source, progress), name)
    this.progress = progress
  }
}
