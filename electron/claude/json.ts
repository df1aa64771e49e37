/** Claude's messages change with every release: they are read leniently, field by field, never by a closed schema. */
export type Json = Readonly<Record<string, unknown>>

/** The value as an object; an empty one where it is something else. */
export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

/** The value as a list; an empty one where it is something else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** The value as a text; where it is something else, the fallback. */
export const text = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback)

/** The value as a finite number; where it is something else, the fallback. */
export const number = (value: unknown, fallback = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : fallback

/** Parses one JSON object; null where it is not one. */
export function parseObject(line: string): Json | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null
  } catch {
    return null
  }
}
