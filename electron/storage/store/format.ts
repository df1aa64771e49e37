/** A JSON object as it came from a file: nothing is known about its values. */
export type JsonObject = Record<string, unknown>

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A part of a file that could not be used and is set aside: where it was, why, and all of it. */
export interface Rejected {
  readonly where: string
  readonly why: string
  readonly value: unknown
}

/** Turns a file of version n into one of version n + 1. Gets a copy that it may change. */
export type Migration = (file: JsonObject) => JsonObject

/** How one kind of file is checked at load and put into text. All of it is pure. */
export interface Format<T> {
  /** The version that we write; files of it have this number under `version`. */
  readonly version: number
  /** From each older version to the next. */
  readonly migrations: Readonly<Record<number, Migration>>
  empty(): T
  /** What can be used of the file, and what cannot; null where its whole shape is wrong. */
  check(file: JsonObject): { readonly data: T; readonly rejected: readonly Rejected[] } | null
  /** The file's text, in pieces that are made as they are taken. It says what the data was at the call. */
  pieces(data: T): Iterable<string>
}

/** The file at our version. Throws where a step is missing or fails: the file is then treated as damaged. */
export function migrate(file: JsonObject, from: number, format: Format<unknown>): JsonObject {
  let current = file
  for (let version = from; version < format.version; version++) {
    const step = format.migrations[version]
    if (!step) throw new Error(`no way is known from version ${version} to ${version + 1}`)
    current = { ...step(structuredClone(current)), version: version + 1 }
  }
  return current
}
