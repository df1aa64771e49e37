/** Keeps a memory small: takes the entries that were put in first out of the map until at most so many are left. */
export function forgetOldest<K>(map: Map<K, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return
    map.delete(key)
  }
}
