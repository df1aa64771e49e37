import type { HistoryEntry } from '@shared/history.ts'
import type { ChatKey } from '@shared/ids.ts'
import { describe, expect, it } from 'vitest'

import { notYetSaid, runningAfter } from './running-text.ts'

const chat = 'telegram:1' as ChatKey
const answer = (text: string): HistoryEntry => ({ type: 'answer', at: 0, id: null, text })
const tool: HistoryEntry = { type: 'tool', at: 0, id: 't', name: 'Bash', summary: 'ls', input: '{}' }
const end: HistoryEntry = { type: 'end', at: 0, id: null, how: 'done', message: null, durationMs: 1, costUsd: 0 }
const placed = (...entries: HistoryEntry[]) => entries.map((entry, position) => ({ position, entry }))

describe('the text of the running turn', () => {
  it('does not say again what was archived before a tool', () => {
    expect(notYetSaid('I look.\n\nFound', placed(answer('I look.'), tool))).toBe('Found')
    expect(notYetSaid('I look.', placed(answer('I look.'), tool))).toBe('')
    expect(notYetSaid('a\n\nb\n\nc', placed(answer('a'), tool, answer('b'), tool))).toBe('c')
  })

  it('says again what an earlier turn said in the same words', () => {
    expect(notYetSaid('Done', placed(answer('Done'), end))).toBe('Done')
  })

  it('stays until the end of the turn stands in the transcript', () => {
    expect(runningAfter('text', { chat, entries: [], running: null })).toBe('text')
    expect(runningAfter('text', { chat, entries: placed(answer('text'), end), running: null })).toBeNull()
    expect(runningAfter('text', { chat, entries: placed(end), running: '' })).toBe('')
  })
})
