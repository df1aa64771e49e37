import { Transform } from 'node:stream'

const NEWLINE = 0x0a
const BRACE = 0x7b
/** Longest line that is let through (bytes). The longest honest ones carry a prompt or a picture. */
const LINE_CAP = 64 * 1024 * 1024
/** After this many bytes of rubbish, without a line of JSON in between, the child counts as broken. */
const FLOOD_CAP = 256 * 1024 * 1024
// Legal inside JSON, but Node's readline, with which the SDK reads, splits lines at them.
const SEPARATORS: readonly (readonly [bytes: Buffer, escaped: Buffer])[] = [
  [Buffer.from('\u2028'), Buffer.from('\\u2028')],
  [Buffer.from('\u2029'), Buffer.from('\\u2029')],
]

export interface StdoutGuardOptions {
  readonly lineCap?: number
  readonly floodCap?: number
  /** A line was left out: not JSON, or too long. */
  readonly onDropped: (bytes: number) => void
  /** Called once: nothing but rubbish comes. */
  readonly onFlood: () => void
}

function replaceAll(line: Buffer, what: Buffer, by: Buffer): Buffer {
  let at = line.indexOf(what)
  if (at < 0) return line
  const parts: Buffer[] = []
  let from = 0
  for (; at >= 0; at = line.indexOf(what, from)) {
    parts.push(line.subarray(from, at), by)
    from = at + what.length
  }
  return Buffer.concat([...parts, line.subarray(from)])
}

/**
 * Sits between a child's stdout and the SDK: works on bytes (a character may be split between two chunks), passes whole
 * lines that begin an object, limits memory when a line never ends, and notices a flood.
 */
export function createStdoutGuard(options: StdoutGuardOptions): Transform {
  const { lineCap = LINE_CAP, floodCap = FLOOD_CAP, onDropped, onFlood } = options
  let parts: Buffer[] = []
  let length = 0
  let skipping = false
  let rubbish = 0
  let flooded = false

  const drop = (bytes: number): void => {
    rubbish += bytes
    onDropped(bytes)
    if (rubbish <= floodCap || flooded) return
    flooded = true
    onFlood()
  }

  const add = (piece: Buffer): void => {
    length += piece.length
    if (length > lineCap) {
      skipping = true
      parts = []
    } else if (piece.length > 0) parts.push(piece)
  }

  const endLine = (): Buffer | null => {
    const [bytes, tooLong] = [length, skipping]
    const line = tooLong ? null : Buffer.concat(parts)
    parts = []
    length = 0
    skipping = false
    if (bytes === 0) return null
    if (!line || line[0] !== BRACE) {
      drop(bytes)
      return null
    }
    rubbish = 0
    return SEPARATORS.reduce<Buffer>((text, [what, by]) => replaceAll(text, what, by), line)
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const out: Buffer[] = []
      let from = 0
      for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
        add(chunk.subarray(from, at))
        const line = endLine()
        if (line) out.push(line, Buffer.from('\n'))
        from = at + 1
      }
      add(chunk.subarray(from))
      done(null, out.length > 0 ? Buffer.concat(out) : undefined)
    },
    flush(done) {
      const line = endLine()
      done(null, line ? Buffer.concat([line, Buffer.from('\n')]) : undefined)
    },
  })
}
