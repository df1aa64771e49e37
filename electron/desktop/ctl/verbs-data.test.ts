import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { HistoryEntry } from '../../shared/history.ts'
import type { SessionId } from '../../shared/ids.ts'
import { done } from '../../shared/result.ts'
import type { History } from '../../storage/port.ts'
import type { DesktopPorts } from '../ports.ts'
import { pageShowing } from './history-page.ts'
import { EXIT } from './protocol.ts'
import { ctlApp } from './testing.ts'

const session = '00000000-0000-0000-0000-000000000001' as SessionId
const end = { type: 'end', at: 0, id: null, how: 'done', message: null, durationMs: 1, costUsd: 0 } as const
/** Turns of a prompt, an answer and an unseen end each. */
const turns = (count: number): HistoryEntry[] =>
  Array.from({ length: count }, (_, n): HistoryEntry[] => [
    { type: 'notice', at: n, text: `prompt ${n}` },
    { type: 'answer', at: n, id: null, text: `answer ${n}` },
    end,
  ]).flat()

const historyOf = (entries: readonly HistoryEntry[], first = 0): Pick<History, 'page'> => ({
  page: async (_, { before = first + entries.length, limit }) => ({
    session,
    entries: entries
      .map((entry, index) => ({ position: first + index, entry }))
      .filter(({ position }) => position < before && position >= before - limit),
    first,
    end: first + entries.length,
  }),
})

describe('a page of history', () => {
  const shown = async (history: Pick<History, 'page'>, options: { before?: number; limit: number }) => {
    const { entries } = await pageShowing(history, session, options)
    return entries.map(({ position }) => position)
  }

  it('shows as many messages as were asked for: the end of a turn, which nobody sees, does not count', async () => {
    const history = historyOf(turns(4))
    expect(await shown(history, { limit: 1 })).toEqual([10, 11])
    expect(await shown(history, { limit: 3 })).toEqual([7, 8, 9, 10, 11])
    expect(await shown(history, { limit: 1, before: 10 })).toEqual([9])
    expect(await shown(history, { limit: 1, before: 9 })).toEqual([7, 8])
  })

  it('ends where the history does', async () => {
    expect(await shown(historyOf(turns(1), 5), { limit: 50 })).toEqual([5, 6, 7])
    expect(await shown(historyOf([end, end]), { limit: 1 })).toEqual([0, 1])
    expect(await shown(historyOf([]), { limit: 1 })).toEqual([])
  })
})

describe('files at switchboard ctl', () => {
  let dir = ''
  const written: unknown[] = []
  const demo = { active: false }
  let app: Awaited<ReturnType<typeof ctlApp>>
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'ctl-'))
    written.length = 0
    demo.active = false
    const note = async (...given: unknown[]) => (written.push(given), done)
    const more = { exporter: { write: note }, backup: { save: note, restore: note }, demo }
    app = await ctlApp(dir, more as unknown as Partial<DesktopPorts>)
    await app.chat(42)
  })
  afterEach(async () => {
    await app.server.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('exports in the format that the ending says, and refuses every other ending', async () => {
    for (const file of ['a.md', 'a.json', 'a.html', 'A.MD']) await app.ctl('history', 'Chat 42', '--export', file)
    expect(written.map((given) => (given as unknown[])[1])).toEqual(['markdown', 'json', 'html', 'markdown'])
    const refused = await app.ctl('history', 'Chat 42', '--export', 'x.txt')
    expect(refused).toMatchObject({ code: EXIT.usage, err: expect.stringContaining('.md Markdown, .json JSON') })
    expect(written).toHaveLength(4)
  })

  it('says that a directory or file is not there', async () => {
    await mkdir(join(dir, 'folder.md'))
    const said = async (...words: string[]) => {
      const { code, err } = await app.ctl(...words)
      return [code, err]
    }
    const nowhere = [EXIT.failed, expect.stringContaining(`There is no directory ${join(dir, 'no')}.`)]
    expect(await said('history', 'Chat 42', '--export', 'no/x.md')).toEqual(nowhere)
    expect(await said('backup', 'no/x.tar.gz')).toEqual(nowhere)
    expect(await said('history', 'Chat 42', '--export', 'folder.md')).toEqual([
      EXIT.failed,
      `${join(dir, 'folder.md')} is a directory. Name a file.`,
    ])
    expect(await said('restore', '/nope')).toEqual([EXIT.failed, 'There is no file /nope.'])
    expect(await said('restore', '.')).toEqual([EXIT.failed, `${dir} is a directory. Name a file.`])
    expect(written).toEqual([])
  })

  it('restores nothing in the demo, whose data does not last', async () => {
    await writeFile(join(dir, 'all.tar.gz'), '')
    expect((await app.ctl('restore', 'all.tar.gz')).code).toBe(EXIT.ok)
    demo.active = true
    const refused = await app.ctl('restore', 'all.tar.gz')
    expect(refused).toMatchObject({ code: EXIT.failed, err: expect.stringContaining('Leave the demo first.') })
    expect(written).toHaveLength(1)
  })
})
