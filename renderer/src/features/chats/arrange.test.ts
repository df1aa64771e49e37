import { describe, expect, it } from 'vitest'

import { fewChats, manyChats } from '@/dev/chats.ts'

import { arrange, sign } from './arrange.ts'

const now = 1_750_000_000_000
const chats = Object.fromEntries(fewChats(now).map((chat) => [chat.key, chat]))
const wishes = { filter: '', sort: 'attention' as const, asking: new Set<string>() }

describe('the lines of the list', () => {
  it('stand in sections, what needs you first', () => {
    const headings = arrange(chats, wishes).flatMap((line) => (line.kind === 'heading' ? [line.section] : []))
    expect(headings).toEqual(['needs you', 'working', 'queued', 'unread', 'idle', 'archived'])
  })

  it('hold every chat exactly once', () => {
    const many = Object.fromEntries(manyChats(500, now).map((chat) => [chat.key, chat]))
    const rows = arrange(many, wishes).flatMap((line) => (line.kind === 'row' ? [line.key] : []))
    expect(new Set(rows).size).toBe(500)
    expect(rows).toHaveLength(500)
  })

  it('do not move when a working chat changes its tool', () => {
    const before = arrange(chats, wishes).map(sign)
    const web = chats['telegram:1004']
    if (!web) throw new Error('the sample has lost a chat')
    const after = arrange(
      { ...chats, [web.key]: { ...web, activity: { is: 'text', text: 'Bash ls' }, lastActivityAt: now + 9 } },
      wishes,
    )
    expect(after.map(sign)).toEqual(before)
  })

  it('give a taller row to a chat that asks', () => {
    const lines = arrange(chats, { ...wishes, asking: new Set(['telegram:1001']) })
    expect(lines.filter((line) => line.kind === 'row' && line.tall)).toHaveLength(1)
  })

  it('follow the order that was asked for within a section', () => {
    const rows = arrange(chats, { ...wishes, sort: 'title' }).flatMap((line) =>
      line.kind === 'row' && line.section === 'working' ? [chats[line.key]?.title] : [],
    )
    expect(rows).toEqual(['data-pipeline', 'docs / topic 3', 'web'])
  })
})
