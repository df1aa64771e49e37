/** JSON of each record that was written before, by identity: a save puts only changed records into text again. */
export type RecordTexts = WeakMap<object, string>

/** Makes the value and all in it unchangeable. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  // Not over `Object.values`: a list for each of 10,000 records took a tenth of the time of their first save.
  for (const key in value) freeze(value[key])
  return Object.freeze(value)
}

/**
 * The record's JSON. The record is frozen: were it changed in place afterwards, the text kept for it would hide
 * the change and lose it at the next start, so such a change throws instead.
 */
export function recordText(record: object, texts: RecordTexts): string {
  const known = texts.get(record)
  if (known !== undefined) return known
  const text = JSON.stringify(freeze(record))
  texts.set(record, text)
  return text
}
