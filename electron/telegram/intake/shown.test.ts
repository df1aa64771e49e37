import { expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import { MemoryDisk, memoryJournal } from '../testing/memory-journal.ts'
import { createIntakeJournal } from './journal.ts'
import type { IntakeRecord } from './record.ts'
import { createShownMessages } from './shown.ts'

it('messages that show an approval are remembered over restarts until the approval is closed', async () => {
  const disk = new MemoryDisk<IntakeRecord>()
  const open = () => createShownMessages(createIntakeJournal(memoryJournal(disk), silentLog))
  const shown = { type: 'shown', approval: 'abcdefgh', chat: 'telegram:1' as never, messageId: 5 } as const
  await open().show(shown)
  const second = open()
  expect(second.shownAt('abcdefgh')).toEqual(shown)
  expect(second.allShown()).toEqual([shown])
  await second.unshow('abcdefgh')
  expect(open().shownAt('abcdefgh')).toBeUndefined()
})
