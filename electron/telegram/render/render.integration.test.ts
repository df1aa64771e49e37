import fc from 'fast-check'
import { it } from 'vitest'

import { accepted, document } from './testing/documents.ts'

it(
  'is never refused by Telegram and never read otherwise than it was meant, over 10,000 documents',
  { timeout: 180_000 },
  () => {
    fc.assert(
      fc.property(document, fc.constantFrom(64, 200, 4096), (source, limit) => accepted(source, limit)),
      { numRuns: 10_000 },
    )
  },
)
