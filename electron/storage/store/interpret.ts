import { errorMessage } from '../../shared/result.ts'
import { isObject, migrate } from './format.ts'
import type { Format, Rejected } from './format.ts'

/** What the bytes of a store's file say. */
export type Reading<T> =
  | { readonly state: 'damaged'; readonly why: string }
  | { readonly state: 'good'; readonly version: number; readonly data: T; readonly rejected: readonly Rejected[] }

/** Parses, migrates and checks the bytes of a store's file; never throws. */
export function interpret<T>(bytes: Buffer, format: Format<T>): Reading<T> {
  try {
    if (bytes.length === 0) throw new Error('it is empty')
    const file: unknown = JSON.parse(bytes.toString())
    if (!isObject(file)) throw new Error('it is not an object')
    const { version } = file
    if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) throw new Error('it has no version')
    const checked = format.check(migrate(file, version, format))
    if (!checked) throw new Error('its shape is not that of our file')
    return { state: 'good', version, ...checked }
  } catch (error) {
    return { state: 'damaged', why: errorMessage(error) }
  }
}
