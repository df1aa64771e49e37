import { describe, expect, it } from 'vitest'

import type { CleanupItem, CleanupPreview } from '../../shared/cleanup.ts'
import type { SessionId } from '../../shared/ids.ts'
import { fail, ok } from '../../shared/result.ts'
import { commandRig, MEMBER, texts } from '../testing/command-rig.ts'
import type { CommandContext } from './command.ts'
import type { CommandPorts } from './ports.ts'

describe('/export, /import and /history', () => {
  const entry = (type: 'prompt' | 'answer' | 'tool' | 'notice' | 'end', more: object) => ({
    position: 0,
    entry: { type, at: 0, ...more },
  })
  const history = {
    page: async (session: SessionId) => ({
      session,
      first: 0,
      end: 4,
      entries: [
        entry('prompt', { from: 'Ann', text: 'do it', surface: 'telegram', attachments: [], id: null }),
        entry('tool', { name: 'Bash', summary: 'ls' }),
        entry('notice', { text: 'Compacted.' }),
        entry('end', {}),
        entry('answer', { text: 'It is done.' }),
      ],
    }),
    search: async (text: string) => (text === 'done' ? [entry('answer', { text: 'It is done.' })] : []),
  } as unknown as NonNullable<CommandPorts['history']>

  it('find a session by its id, and say which format or session there is not', async () => {
    const asked: unknown[] = []
    const exporter = {
      exportSession: async (session: SessionId, format: string) => {
        asked.push([session, format])
        return format === 'html'
          ? fail('no-space', 'The disk is full.')
          : ok({ path: '/tmp/x', name: `session.${format}` })
      },
    }
    const rig = await commandRig({ ports: { exporter } })
    expect(texts(await rig.type('/export'))).toEqual(['This chat has no session yet.'])
    await rig.worked()
    const id = rig.sessions.chat(rig.key)?.currentSession ?? ''
    expect(texts(await rig.type('/export tiff'))).toEqual(['A session is exported as markdown, json or html.'])
    expect(texts(await rig.type('/export json md'))).toEqual(['A session is exported as markdown, json or html.'])
    expect(texts(await rig.type('/export 99999999-x'))).toEqual(['A session is exported as markdown, json or html.'])
    expect(texts(await rig.type('/export html'))).toEqual(['The disk is full.'])
    expect(await rig.type(`/export ${id.slice(0, 8)} json`)).toEqual([])
    expect(rig.files).toEqual([{ path: '/tmp/x', name: 'session.json', as: 'document' }])
    expect(asked.at(-1)).toEqual([id, 'json'])
    const none = Array.from('0123456789abcdef').find((letter) => !id.startsWith(letter)) ?? ''
    expect(texts(await rig.type(`/export ${none.repeat(8)}`))[0]).toMatch(/^This chat has no session/)
    const refusing = await commandRig({
      ports: { exporter },
      outbox: { sendFile: async () => fail('refused', 'Telegram refused the file.') },
    })
    await refusing.worked()
    expect(texts(await refusing.type('/export'))).toEqual(['Telegram refused the file.'])
  })

  it('take in the file that hangs on the command, and say what is wrong with it', async () => {
    const session = { id: '11111111-2222-4333-8444-555555555555', gone: 'imported' }
    const importing = (file?: CommandContext['file']) =>
      commandRig({
        ...(file && { file }),
        ports: {
          importer: {
            importSession: async (_chat, path) =>
              path === '/good'
                ? ok({ session, entries: 1 } as never)
                : fail('bad-file', 'This is no session of Switchboard.'),
          },
        },
      })
    expect(texts(await (await importing()).type('/import'))[0]).toContain('as its caption')
    expect(texts(await (await importing(async () => ok({ path: '/good' }))).type('/import'))[0]).toMatch(
      /^Imported 1 entry as session 11111111/,
    )
    expect(texts(await (await importing(async () => ok({ path: '/bad' }))).type('/import'))).toEqual([
      'This is no session of Switchboard.',
    ])
    expect(texts(await (await importing(async () => fail('too-big', 'Too big.'))).type('/import'))).toEqual([
      'Too big.',
    ])
  })

  it('show what was said in its order, by number or by text', async () => {
    const rig = await commandRig({ ports: { history } })
    expect(texts(await rig.type('/history'))).toEqual(['This chat has no session yet.'])
    await rig.worked()
    const [all = ''] = texts(await rig.type('/history 3'))
    expect(all).toMatch(/^4 entries\n.*Ann: do it\n.*Bash: ls\n.*Compacted\.\n.*Claude: It is done\.$/)
    expect(texts(await rig.type('/history done'))[0]).toMatch(/^1 entry\n.*It is done/)
    expect(texts(await rig.type('/history nothing such'))).toEqual(['Nothing with “nothing such”.'])
    const empty = { ...history, page: async () => ({ entries: [] }) } as unknown as typeof history
    const blank = await commandRig({ ports: { history: empty } })
    await blank.worked()
    expect(texts(await blank.type('/history'))).toEqual(['Nothing yet.'])
  })
})

describe('/cleansessions', () => {
  const item = (n: number, size = 1000): CleanupItem => ({
    id: `i${n}`,
    group: 'old sessions',
    title: `Session ${n}`,
    age: 40 * 86_400_000,
    size,
    lastActivityAt: 0,
    path: null,
    action: 'archive',
  })
  const portsFor = (items: readonly CleanupItem[], applied: unknown): CommandPorts => ({
    cleanup: {
      preview: async (): Promise<CleanupPreview> => ({ token: 't', at: 0, items: [...items] }),
      shown: (token) => (token === 't' ? items.map(({ id }) => id) : []),
      apply: async () => applied as never,
      undo: async (run) => (run === 'run' ? ok(undefined) : fail('purged', 'This was purged and cannot come back.')),
    },
  })

  it('shows twenty-five at a time and cleans no more than it showed', async () => {
    const items = Array.from({ length: 30 }, (_one, n) => item(n, n === 0 ? 0 : 1000))
    const run = { id: 'run', at: 0, by: 'Ann', items: items.slice(0, 25), skipped: [{ id: 'i1', why: 'it is busy' }] }
    const rig = await commandRig({
      ports: portsFor(items, ok({ ...run, freed: 24_000, undoable: false, undoneAt: null })),
    })
    const [offer] = await rig.type('/cleansessions')
    expect(offer?.text).toMatch(
      /^Would be cleaned up: 25 things, 24\.0 kB\n· Session 0 – last used 40 days ago, archive\n/,
    )
    expect(offer?.text).toMatch(/5 more are shown after these\.$/)
    const [done] = await rig.press(offer?.buttons[0] ?? { verb: '' })
    expect(done).toMatchObject({
      text: 'Cleaned up 25 things, 24.0 kB freed.\n1 left alone: it is busy',
      buttons: [],
    })
    expect((await rig.press({ verb: 'tidy' }))[0]?.text).toMatch(/^Would be/)
  })

  it('says that a preview is too old, that nothing could be done, and that there is nothing', async () => {
    const rig = await commandRig({ ports: portsFor([item(1)], fail('busy', 'A clean-up runs already.')) })
    expect(texts(await rig.press({ verb: 'clean', arg: 'old' }))[0]).toMatch(/^This preview is too old/)
    expect(texts(await rig.press({ verb: 'clean', arg: 't' }))).toEqual(['A clean-up runs already.'])
    expect(texts(await rig.press({ verb: 'untidy', arg: 'run' }))).toEqual(['Undone.'])
    expect(texts(await rig.press({ verb: 'untidy', arg: 'x' }))).toEqual(['This was purged and cannot come back.'])
    const empty = await commandRig({ ports: portsFor([], null) })
    expect(await empty.type('/cleansessions')).toMatchObject([{ text: 'There is nothing to clean up.', buttons: [] }])
    expect((await empty.type('/sessions cleanup', { person: MEMBER }))[0]?.text).toMatch(/^Active chats/)
  })
})
