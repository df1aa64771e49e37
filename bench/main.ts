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

const PARTS: Readonly<Record<string, () => Promise<Row[]>>> = {
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

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in PARTS))
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}. There are: ${Object.keys(PARTS).join(', ')}.`)

const rows: Row[] = []
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const began = performance.now()
  const measured = await measure()
  rows.push(...measured)
  // At once, so that a run which is broken off has not been for nothing.
  console.error(`[bench] ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n${columns(measured)}\n`)
}
console.log(columns(rows))
if (wanted.length === 0) await writeSection('bench', markdown(rows))
process.exit(0)
