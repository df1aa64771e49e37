import { StringDecoder } from 'node:string_decoder'

/** Keeps the last part of a stream of bytes as text. */
export interface Tail {
  add(chunk: Buffer): void
  text(): string
}

/** Keeps about `cap` characters (up to twice as many in between). */
export function createTail(cap: number): Tail {
  const decoder = new StringDecoder('utf8')
  let kept = ''
  return {
    add(chunk) {
      kept += decoder.write(chunk)
      if (kept.length > cap * 2) kept = kept.slice(-cap)
    },
    text: () => kept.slice(-cap),
  }
}
