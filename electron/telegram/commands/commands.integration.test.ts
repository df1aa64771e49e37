import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import type { CleanupPreview } from '../../shared/cleanup.ts'
import { telegramKey } from '../../shared/ids.ts'
import { ok } from '../../shared/result.ts'
import { createRig } from '../testing/rig.ts'
import type { CommandPorts } from './ports.ts'

const preview: CleanupPreview = {
  token: 'preview-1',
  at: 0,
  items: [
    {
      id: 'i1',
      group: 'old sessions',
      title: 'Fix the build',
      age: 40 * 86_400_000,
      size: 2_000_000,
      lastActivityAt: 0,
      path: null,
      action: 'archive',
    },
  ],
}
const applied: unknown[] = []
const ports: CommandPorts = {
  cleanup: {
    preview: async () => preview,
    shown: (token) => (token === preview.token ? ['i1'] : []),
    apply: async (token, items) => {
      applied.push([token, items])
      return ok({
        id: 'run-1',
        at: 0,
        by: 'Ann',
        items: preview.items,
        skipped: [],
        freed: 2_000_000,
        undoable: true,
        undoneAt: null,
      })
    },
    undo: async (run) => {
      applied.push(['undo', run])
      return ok(undefined)
    },
  },
  history: {
    page: async (session) => ({
      session,
      first: 0,
      end: 1,
      entries: [{ position: 0, entry: { type: 'answer', at: 0, id: null, text: 'It is fixed.' } }],
    }),
    search: async () => [],
  },
  transcripts: { of: async () => ({ path: '/home/me/.claude/projects/x.jsonl', bytes: 12_345 }) },
}

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  applied.length = 0
  rig = await createRig({ ports })
})
afterEach(() => rig.close())

const key = () => telegramKey({ chatId: rig.chat.id })
const ask = async (text: string) => (await rig.ask(rig.chat, rig.owner, text)).text
const record = () => rig.domain.sessions.chat(key())
const worked = async () => {
  rig.bot.say(rig.chat, rig.owner, 'fix it')
  await rig.quiet()
  rig.domain.claude.last.answer('done')
  await rig.quiet()
}

describe('the menu', () => {
  it('holds what can be done here, and nothing whose part is missing', async () => {
    await ask('/start')
    const names = rig.bot.commands().map(({ command }) => command)
    expect(names).toEqual(
      expect.arrayContaining(['start', 'status', 'sessions', 'cleansessions', 'history', 'btw', 'settings']),
    )
    expect(names).not.toContain('export')
    expect(names).not.toContain('cost')
    for (const name of names) expect(name).toMatch(/^[a-z0-9_]{1,32}$/)
  })
})

describe('/queue', () => {
  it('shows what waits, changes it, moves it up and drops it', async () => {
    rig.bot.say(rig.chat, rig.owner, 'long work')
    await rig.quiet()
    rig.domain.claude.last.begin()
    // Seconds apart: what comes within one is one prompt.
    for (const [after, text] of [
      [5, 'second'],
      [10, 'third'],
    ] as const)
      rig.bot.raw({
        message: {
          message_id: 900 + after,
          date: Math.round(Date.now() / 1000) + after,
          chat: { id: rig.chat.id, type: 'private', first_name: 'Ann' },
          from: { id: rig.owner.id, is_bot: false, first_name: 'Ann' },
          text,
        },
      })
    await rig.quiet()
    const list = await rig.ask(rig.chat, rig.owner, '/queue')
    expect(list.text).toContain('2 prompts waiting')
    rig.bot.press(list, '⬆ 2')
    await rig.bot.waitFor(() => list.text.indexOf('third') < list.text.indexOf('second'), { what: 'the new order' })
    expect(await ask('/queue edit 1 third, changed')).toBe('Changed.')
    rig.bot.press(list, 'Drop 2')
    await rig.bot.waitFor(() => list.text.includes('1 prompt waiting'), { what: 'the drop' })
    expect(rig.domain.sessions.queue(key()).map(({ text }) => text)).toEqual(['third, changed'])
    expect(await ask('/queue edit 9 x')).toBe('There is no prompt 9 waiting.')
  })
})

describe('steering', () => {
  it('folds /btw into the running turn, and gives the last prompt again with /retry', async () => {
    rig.bot.say(rig.chat, rig.owner, 'long work')
    await rig.quiet()
    rig.domain.claude.last.begin()
    rig.bot.say(rig.chat, rig.owner, '/btw use tabs')
    await rig.quiet()
    expect(rig.domain.claude.last.given.map(({ text }) => text)).toEqual(['long work', 'use tabs'])
    expect(await ask('/btw')).toContain('Write /btw and')
  })
})

describe('/model and /mode', () => {
  it('are chosen by button or by name', async () => {
    const models = await rig.ask(rig.chat, rig.owner, '/model')
    rig.bot.press(models, 'sonnet')
    await rig.bot.waitFor(() => models.text === 'Model: sonnet', { what: 'the choice' })
    expect(await ask('/model my-own-model')).toBe('Model: my-own-model')
    expect(record()?.preferences.model).toBe('my-own-model')
    expect(await ask('/mode accept edits')).toBe('Mode: accept edits')
    expect(record()?.preferences.mode).toBe('acceptEdits')
  })

  it('keep bypass for the owner, off by default, and warn', async () => {
    expect(await ask('/mode bypass')).toContain('switched off')
    rig.settings.set('claude.allowBypass', true)
    rig.domain.settings.claude.allowBypass = true
    expect(await ask('/mode bypass')).toContain('without asking')
    const chat = rig.bot.privateChat(rig.member)
    expect((await rig.ask(chat, rig.member, '/mode bypass')).text).toContain('Only the owner')
    const modes = await rig.ask(chat, rig.member, '/mode')
    expect(modes.buttons.flat().map(({ text }) => text)).toEqual(['plan', 'ask', 'accept edits'])
  })
})

describe('/settings', () => {
  it('changes a preference with every tap', async () => {
    const view = await rig.ask(rig.chat, rig.owner, '/settings')
    rig.bot.press(view, 'Tool calls: names')
    await rig.bot.waitFor(() => view.text.includes('Tool calls: details'), { what: 'the change' })
    expect(record()?.preferences.toolCalls).toBe('details')
    rig.bot.press(view, 'Compact after turns: 20')
    await rig.bot.waitFor(() => view.text.includes('Compact after turns: 50'), { what: 'the change' })
    expect(await ask('/status')).toContain('compact after 50 turns, tool calls details')
  })
})

describe('the session', () => {
  it('is shown with its size and transcript, named, forked and shared', async () => {
    await worked()
    const info = await ask('/session')
    expect(info).toContain('12.3 kB')
    expect(info).toContain('x.jsonl')
    expect(await ask('/name Build fixes')).toBe('Named Build fixes.')
    expect(record()?.name).toBe('Build fixes')
    expect(await ask('/fork')).toContain('copy')
    const memberChat = rig.bot.privateChat(rig.member)
    await rig.ask(memberChat, rig.member, '/pwd')
    const share = await rig.ask(rig.chat, rig.owner, '/share')
    rig.bot.press(share, rig.member.name)
    await rig.bot.waitFor(() => share.text.includes('goes on from here'), { what: 'the share' })
    expect(rig.domain.sessions.chat(telegramKey({ chatId: memberChat.id }))?.currentSession).not.toBeNull()
  })

  it('is gone back to by the first letters of its id', async () => {
    await worked()
    const [session] = rig.domain.sessions.sessionsOf(key())
    await ask('/new')
    expect(await ask('/resume zzzz')).toContain('no session zzzz')
    expect(await ask(`/resume ${session?.id.slice(0, 6)}`)).toContain('Back in session')
    expect(record()?.currentSession).toBe(session?.id)
  })

  it('has a history', async () => {
    await worked()
    expect(await ask('/history 5')).toContain('Claude: It is fixed.')
    expect(await ask('/history no such words')).toBe('Nothing with “no such words”.')
  })
})

describe('files', () => {
  it('lists a directory and refuses to send what lies outside', async () => {
    await writeFile(join(rig.home, 'notes.txt'), 'hello')
    expect(await ask('/ls')).toMatch(/project\/\nnotes.txt {2}5 B/)
    expect(await ask('/get ../../etc/passwd')).toContain('outside')
    expect(await ask('/get nothing.txt')).toContain('does not exist')
    expect(await ask('/get project')).toContain('is not a file')
  })
})

describe('clean-up', () => {
  it('goes by preview, and can be undone', async () => {
    const offer = await rig.ask(rig.chat, rig.owner, '/cleansessions')
    expect(offer.text).toContain('Fix the build – last used 40 days ago, archive, 2.0 MB')
    expect(applied).toEqual([])
    rig.bot.press(offer, 'Clean up')
    await rig.bot.waitFor(() => offer.text.includes('Cleaned up 1 thing'), { what: 'the clean-up' })
    rig.bot.press(offer, 'Undo')
    await rig.bot.waitFor(() => offer.text === 'Undone.', { what: 'the undo' })
    expect(applied).toEqual([
      ['preview-1', ['i1']],
      ['undo', 'run-1'],
    ])
  })

  it('is the owner’s', async () => {
    const chat = rig.bot.privateChat(rig.member)
    expect((await rig.ask(chat, rig.member, '/cleansessions')).text).toBe("/cleansessions is the owner's.")
    const list = await rig.ask(chat, rig.member, '/sessions')
    expect(list.buttons.flat().map(({ text }) => text)).not.toContain('Clean up')
  })
})

describe('a member', () => {
  it('sees only their own chats', async () => {
    await worked()
    const chat = rig.bot.privateChat(rig.member)
    const list = (await rig.ask(chat, rig.member, '/sessions')).text
    expect(list).toContain('Active chats (1)')
    expect(list).not.toContain('Ann')
    // The domain's clock of this rig stands in 2023: to the owner the member's chat is one of long ago.
    expect(await ask('/sessions')).toContain('1 more chat not used for a while')
  })
})
