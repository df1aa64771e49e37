import { isObject } from '../store/format.ts'
import type { JsonObject } from '../store/format.ts'

/** Keys from the top of an object to a value in it; a number is a place in a list. */
export type Path = readonly PropertyKey[]

const has = (value: unknown, key: PropertyKey): value is Record<PropertyKey, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)

/** The value at the path, or undefined. Inherited properties are not values. */
export const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (has(value, key) ? value[key] : undefined), root)

/** A copy of the object with the value at the path; groups on the way are made where they are missing. */
export function withValue(root: JsonObject, path: readonly string[], value: unknown): JsonObject {
  const [key, ...rest] = path
  if (key === undefined) return root
  const inner = root[key]
  return { ...root, [key]: rest.length === 0 ? value : withValue(isObject(inner) ? inner : {}, rest, value) }
}

/** A copy of the object without the value at the path. */
export function without(root: JsonObject, path: Path): JsonObject {
  const [key, ...rest] = path
  if (typeof key !== 'string' || !Object.hasOwn(root, key)) return root
  const copy = { ...root }
  const inner = copy[key]
  if (rest.length === 0) delete copy[key]
  else if (Array.isArray(inner)) copy[key] = inner.filter((_, index) => index !== rest[0])
  else if (isObject(inner)) copy[key] = without(inner, rest)
  else delete copy[key]
  return copy
}
