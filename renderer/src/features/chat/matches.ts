/** A place in one of several texts that are read as one. */
interface Place {
  readonly text: number
  readonly at: number
}

/** Where words begin and end. */
interface Match {
  readonly from: Place
  readonly to: Place
}

/** Where the words stand in texts that are read as one: what is said in one breath is cut up by its markup. Pure. */
export function matchesIn(texts: readonly string[], words: string): Match[] {
  const wanted = words.trim().toLowerCase()
  const whole = texts.join('')
  const lower = whole.toLowerCase()
  // A letter that is longer in lower case would move all that follows it.
  if (wanted === '' || lower.length !== whole.length) return []
  const found: Match[] = []
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    found.push({ from: placeOf(texts, at), to: placeOf(texts, at + wanted.length, true) })
  }
  return found
}

/** The text in which a position of the whole lies. An end belongs to the text that ends there, not to the next. */
function placeOf(texts: readonly string[], position: number, isEnd = false): Place {
  let at = position
  for (const [text, { length }] of texts.entries()) {
    if (isEnd ? at <= length : at < length) return { text, at }
    at -= length
  }
  return { text: texts.length - 1, at: texts.at(-1)?.length ?? 0 }
}
