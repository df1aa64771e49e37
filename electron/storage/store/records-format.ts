import { z } from 'zod'

import { isObject } from './format.ts'
import type { Format, JsonObject, Migration, Rejected } from './format.ts'
import { freeze, recordText } from './record-text.ts'
import type { RecordTexts } from './record-text.ts'

/** Names of the collections of records in a store's data. */
type CollectionOf<T> = { [K in keyof T]: T[K] extends Record<string, object> ? K : never }[keyof T] & string

export interface RecordsOptions<T> {
  readonly version: number
  readonly migrations: Readonly<Record<number, Migration>>
  /** The schema of one record, for each collection. */
  readonly collections: { readonly [K in CollectionOf<T>]: z.ZodType }
}

type Entries = readonly (readonly [string, object])[]

/** One line of JSON for each record, so that the file can be compared line by line. */
function* collectionPieces(name: string, entries: Entries, texts: RecordTexts): Iterable<string> {
  yield `,\n${JSON.stringify(name)}:{`
  let separator = '\n'
  for (const [key, record] of entries) {
    yield `${separator}${JSON.stringify(key)}:${recordText(record, texts)}`
    separator = ',\n'
  }
  yield '\n}'
}

function checkCollection(name: string, schema: z.ZodType, found: JsonObject) {
  const good: [string, unknown][] = []
  const rejected: Rejected[] = []
  for (const [key, value] of Object.entries(found)) {
    const parsed = schema.safeParse(value)
    if (parsed.success) good.push([key, freeze(parsed.data)])
    else rejected.push({ where: `${name}/${key}`, why: z.prettifyError(parsed.error), value })
  }
  // fromEntries defines properties; an assignment would lose a record called `__proto__`.
  return { records: Object.fromEntries(good), rejected }
}

/**
 * A file of record collections: `{ version, <collection>: { <key>: record } }`. Each record is accepted or rejected by
 * itself. Unknown keys survive, at the top level and (with loose schemas) in the records.
 */
export function recordsFormat<T extends { version: number }>(options: RecordsOptions<T>): Format<T> {
  const schemas = Object.entries<z.ZodType>(options.collections)
  const texts: RecordTexts = new WeakMap()

  function check(file: JsonObject) {
    const data: JsonObject = { ...file, version: options.version }
    const rejected: Rejected[] = []
    for (const [name, schema] of schemas) {
      const found = file[name]
      if (!isObject(found)) return null
      const checked = checkCollection(name, schema, found)
      data[name] = checked.records
      rejected.push(...checked.rejected)
    }
    return { data: data as T, rejected }
  }

  function* write(rest: JsonObject, collections: readonly (readonly [string, Entries])[]): Iterable<string> {
    const head = JSON.stringify({ ...rest, version: options.version })
    yield head.slice(0, -1)
    for (const [name, entries] of collections) yield* collectionPieces(name, entries, texts)
    yield '\n}\n'
  }

  return {
    version: options.version,
    migrations: options.migrations,
    check,
    empty: () =>
      ({ version: options.version, ...Object.fromEntries(schemas.map(([name]) => [name, {}])) }) as unknown as T,
    pieces(data) {
      const rest: JsonObject = { ...data }
      const collections = schemas.map(([name]) => {
        const entries = Object.entries(rest[name] as Record<string, object>)
        delete rest[name]
        return [name, entries] as const
      })
      return write(rest, collections)
    },
  }
}
