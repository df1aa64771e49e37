/** Numbers from a seed: the same seed gives the same numbers (mulberry32). */
export interface Random {
  /** From 0 up to and without `limit`, whole. */
  below(limit: number): number
  /** True in this share of cases. */
  chance(share: number): boolean
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { below: (limit) => Math.floor(next() * limit), chance: (share) => next() < share }
}
