import { commandArguments } from '../scripts/lib/arguments.mjs'
import { BENCH_PARTS, benchCommand } from '../scripts/lib/bench-parts.mjs'
import { writeSection } from './document.ts'
import type { Row } from './row.ts'
import { app } from './sections/app.ts'
import { firstText } from './sections/first-text.ts'
import { hundred } from './sections/hundred.ts'
import { intake } from './sections/intake.ts'
import { sideBySide } from './sections/side-by-side.ts'
import { size } from './sections/size.ts'
import { storage } from './sections/storage.ts'
import { streaming } from './sections/streaming.ts'
import { window } from './sections/window.ts'
import { columns, markdown } from './table.ts'

// npm run bench [-- part…]: everything, or only these parts. Only a whole run is kept in docs/benchmarks.md.

const PARTS: Readonly<Record<(typeof BENCH_PARTS)[number], () => Promise<Row[]>>> = {
  intake,
  'first-text': firstText,
  app,
  window,
  'side-by-side': sideBySide,
  hundred,
  streaming,
  size,
  storage,
}

const wanted = commandArguments(benchCommand).words

const rows: Row[] = []
for (const name of BENCH_PARTS) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const began = performance.now()
  const measured = await PARTS[name]()
  rows.push(...measured)
  // At once, so that a run which is broken off has not been for nothing.
  console.error(`[bench] ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n${columns(measured)}\n`)
}
console.log(columns(rows))
if (wanted.length === 0) await writeSection('bench', markdown(rows))
process.exit(0)
