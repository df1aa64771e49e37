/** The parts of the benchmark, in the order in which they run: what `npm run bench -- part…` may name. */
export const BENCH_PARTS = /** @type {const} */ ([
  'intake',
  'first-text',
  'app',
  'window',
  'side-by-side',
  'hundred',
  'streaming',
  'size',
  'storage',
])

/** @type {import('./arguments.mjs').Command} */
export const benchCommand = {
  name: 'bench',
  usage: `npm run bench [-- part …]   everything, or only these parts: ${BENCH_PARTS.join(', ')}`,
  words: true,
  refuse({ words }) {
    const unknown = words.filter((word) => !(/** @type {readonly string[]} */ (BENCH_PARTS).includes(word)))
    return unknown.length > 0 ? `There is no part ${unknown.join(', ')}.` : undefined
  },
}
