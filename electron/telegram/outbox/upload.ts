import { createReadStream } from 'node:fs'

import { InputFile } from 'grammy'

/** Who hears of each piece of a file that is taken to be sent; `null` stands for its end. */
interface Progress {
  hear: (bytes: number | null) => void
}

async function* pieces(path: string, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const piece of createReadStream(path) as AsyncIterable<Uint8Array>) {
    progress.hear(piece.length)
    yield piece
  }
  progress.hear(null)
}

/** A file of this disk that is sent, and tells how it goes: a slow line may take its time, a dead one may not. */
export class Upload extends InputFile {
  readonly progress: Progress

  constructor(path: string, name: string) {
    const progress: Progress = { hear: () => undefined }
    super(() => pieces(path, progress), name)
    this.progress = progress
  }
}
