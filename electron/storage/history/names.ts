/** A run of a session's entries in one file. The file's name says which: there is no index that could be wrong. */
export interface Segment {
  readonly name: string
  /** Position of its first entry. */
  readonly first: number
  /** One after its last entry; null for a plain segment, whose lines have to be counted. */
  readonly end: number | null
}

const digits = (position: number): string => String(position).padStart(12, '0')

/** The segment that is being written: plain lines. */
export const plainName = (first: number): string => `${digits(first)}.jsonl`

/** A segment that is full: compressed, never changed again. */
export const sealedName = (first: number, end: number): string => `${digits(first)}-${digits(end)}.jsonl.br`

const PLAIN = /^(\d{12})\.jsonl$/
const SEALED = /^(\d{12})-(\d{12})\.jsonl\.br$/

function parse(name: string): Segment | null {
  const sealed = SEALED.exec(name)
  if (sealed) return { name, first: Number(sealed[1]), end: Number(sealed[2]) }
  const plain = PLAIN.exec(name)
  return plain ? { name, first: Number(plain[1]), end: null } : null
}

/**
 * The segments among a directory's names, oldest first. A plain one that also exists sealed is left out: the app was
 * killed after sealing it and before removing it.
 */
export function segmentsOf(names: readonly string[]): Segment[] {
  const all = names.map(parse).filter((segment) => segment !== null)
  const sealed = new Set(all.filter((segment) => segment.end !== null).map((segment) => segment.first))
  return all.filter((segment) => segment.end !== null || !sealed.has(segment.first)).sort((a, b) => a.first - b.first)
}

/** Plain segments that were sealed and not removed. */
export function leftovers(names: readonly string[]): string[] {
  const kept = new Set(segmentsOf(names).map((segment) => segment.name))
  return names.filter((name) => PLAIN.test(name) && !kept.has(name))
}

/** A key as the name of a directory: `telegram:-100:7` → `telegram_-100_7`. Different keys never meet, no name leads out. */
export const directoryName = (key: string): string =>
  key.replaceAll(/[^A-Za-z0-9-]/g, (sign) => (sign === ':' ? '_' : `%${sign.codePointAt(0)?.toString(16)}.`)) || '%'
