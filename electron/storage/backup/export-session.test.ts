import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { sessionRecordSchema } from '../../shared/chat.ts'
import type { HistoryEntry } from '../../shared/history.ts'
import { exportSession } from './export-session.ts'

const session = sessionRecordSchema.parse({
  id: '11111111-1111-4111-8111-111111111111',
  chat: 'telegram:1',
  directory: '/code/<b>',
  title: '<script>alert(1)</script>',
  createdAt: 0,
  lastActivityAt: 0,
})

const entries: HistoryEntry[] = [
  {
    type: 'prompt',
    at: 0,
    id: '11111111-1111-4111-8111-111111111112' as never,
    from: 'Ann',
    surface: 'telegram',
    text: 'run it',
    attachments: [],
  },
  { type: 'tool', at: 1, id: 't', name: 'Bash', summary: 'npm test', input: '{"command":"npm test"}' },
  { type: 'tool result', at: 2, id: 't', ok: true, output: 'a ``` fence' },
  { type: 'answer', at: 3, id: null, text: 'All **green**.' },
  { type: 'end', at: 4, id: null, how: 'failed', message: 'overloaded', durationMs: 1, costUsd: 0 },
]

describe('an exported session', () => {
  it('reads as Markdown, with tool output in a fence that it cannot close', () => {
    const text = exportSession(session, entries, 'markdown')
    expect(text).toContain('## Ann, from telegram')
    expect(text).toContain('````\na ``` fence\n````')
    expect(text).toContain('*failed: overloaded*')
  })

  it('holds no token or key, whoever let it stand there', () => {
    const token = '123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456'
    const leaked: HistoryEntry[] = [{ type: 'tool result', at: 2, id: 't', ok: true, output: `TOKEN=${token}` }]
    for (const format of ['markdown', 'json', 'html'] as const) {
      const text = exportSession(session, leaked, format, [JSON.stringify({ type: 'user', text: token })])
      expect(text).toContain('TOKEN=[redacted]')
      expect(text).not.toContain('AAF-')
    }
  })

  it('says in every format how turns ended, what failed and what was noticed', () => {
    const rest: HistoryEntry[] = [
      {
        type: 'prompt',
        at: 0,
        id: '11111111-1111-4111-8111-111111111112' as never,
        from: '',
        surface: 'ctl',
        text: 'x',
        attachments: [],
      },
      { type: 'tool result', at: 2, id: 't', ok: false, output: 'no' },
      { type: 'end', at: 4, id: null, how: 'done', message: null, durationMs: 1, costUsd: 0 },
      { type: 'end', at: 5, id: null, how: 'stopped', message: null, durationMs: 1, costUsd: 0 },
      { type: 'notice', at: 6, text: 'from <another> machine' },
    ]
    const untitled = { ...session, title: null }
    const markdown = exportSession(untitled, rest, 'markdown')
    expect(markdown).toContain(`# Session ${session.id}`)
    expect(markdown).toContain('## You, from ctl')
    expect(markdown).toContain('Failed:\n\n```\nno\n```\n\n*stopped*\n\n*from <another> machine*')
    const html = exportSession(untitled, [...entries, ...rest], 'html')
    for (const part of [
      'You <small>',
      'Failed</summary>',
      'Result</summary>',
      '<em>stopped</em>',
      'failed: overloaded',
      '&lt;another&gt;',
      '<hr>',
    ])
      expect(html).toContain(part)
  })

  it('takes Claude’s transcript along in JSON alone', () => {
    expect(JSON.parse(exportSession(session, entries, 'json', ['{"a":1}']))).toMatchObject({ transcript: ['{"a":1}'] })
    for (const format of ['markdown', 'html'] as const)
      expect(exportSession(session, entries, format, ['secret line'])).not.toContain('secret line')
  })

  it('comes back from JSON as it was', () => {
    expect(JSON.parse(exportSession(session, entries, 'json'))).toEqual({ version: 1, session, entries })
  })

  it('holds no markup of its content in HTML, whatever was said', () => {
    const html = exportSession(session, entries, 'html')
    expect(html).not.toContain('<script>')
    expect(html).toContain('&lt;script&gt;')
    fc.assert(
      fc.property(fc.string(), (text) => {
        const page = exportSession(
          session,
          [{ type: 'answer', at: 0, id: null, text: `<img src=x onerror=1>${text}` }],
          'html',
        )
        expect(page).not.toContain('<img')
      }),
    )
  })
})
