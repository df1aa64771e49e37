import fc from 'fast-check'
import { expect, test } from 'vitest'

import { chatRecordSchema } from '../../shared/chat.ts'
import { systemClock } from '../../shared/clock.ts'
import { silentLog } from '../../shared/log.ts'
import { createMemoryDisk } from '../testing/memory-disk.ts'
import { chatRecord } from '../testing/records.ts'
import { openSessionsStore } from './sessions-store.ts'

const FILE = '/data/sessions.json'

const record = fc.oneof(
  fc.constant(chatRecord(1)),
  fc.jsonValue(),
  // A good record with one thing in it that is not.
  fc
    .tuple(fc.constantFrom(...Object.keys(chatRecord(1))), fc.jsonValue())
    .map(([key, value]) => ({ ...chatRecord(1), [key]: value })),
)
const file = fc.oneof(
  fc.string(),
  fc.json(),
  fc
    .record({ version: fc.oneof(fc.constant(1), fc.jsonValue()), chats: fc.dictionary(fc.string(), record) })
    .map((data) => JSON.stringify({ ...data, sessions: {} })),
)

test('whatever the file holds, the store opens with records that are good, and nothing of the file is lost', async () => {
  await fc.assert(
    fc.asyncProperty(file, async (text) => {
      const disk = createMemoryDisk()
      disk.put(FILE, text)
      const store = await openSessionsStore('/data', { disk, clock: systemClock, log: silentLog })
      const kept = Object.keys(store.data.chats)
      for (const key of kept) expect(chatRecordSchema.safeParse(store.data.chats[key]).success).toBe(true)
      store.update((data) => void (data.chats['telegram:2'] = chatRecord(2)))
      await store.close()
      const aside = [...disk.files.keys()].filter((name) => /rejected|corrupt/.test(name))
      const given = chatsIn(text)
      const wholeLeft = [...disk.files.keys()].some((name) => disk.text(name) === text)
      expect(given.every((key) => kept.includes(key)) || aside.length > 0 || wholeLeft).toBe(true)
    }),
    { numRuns: 80 },
  )
})

/** Keys of the chats that a file names, as far as it can be read. */
function chatsIn(text: string): string[] {
  try {
    const { chats } = JSON.parse(text) as { chats?: object }
    return typeof chats === 'object' && chats !== null ? Object.keys(chats) : []
  } catch {
    return []
  }
}
