import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import type { SessionId } from '../../shared/ids.ts'
import { commandRig, MEMBER, texts } from '../testing/command-rig.ts'
import type { CommandPorts } from './ports.ts'

describe('/sessions and /resume', () => {
  it('go page by page, and forward and back only where there is more', async () => {
    const rig = await commandRig()
    for (let id = 2; id <= 14; id++) await rig.chat(id)
    const [first] = await rig.type('/sessions')
    expect(first?.text).toMatch(/^Active chats \(14\), page 1 of 3\n/)
    const labels = (answer = first) => answer?.buttons.map(({ label }) => label)
    expect(labels()).toEqual(['▶', 'New session'])
    const [second] = await rig.press({ verb: 'chats', arg: '1' })
    expect(labels(second)).toEqual(['◀', '▶', 'New session'])
    const [last] = await rig.press({ verb: 'chats', arg: '99' })
    expect(last?.text).toContain('page 3 of 3')
    expect(labels(last)).toEqual(['◀', 'New session'])
    expect((await rig.press({ verb: 'chats', arg: 'x' }))[0]?.text).toContain('page 1 of 3')
  })

  it('list a chat no longer that is idle for longer than the rule, and say how many those are', async () => {
    const rig = await commandRig()
    const [idle, busy] = [await rig.chat(2), await rig.chat(3)]
    await rig.say(busy, 'long')
    rig.claude.last.begin()
    rig.clock.advance(25 * 3_600_000)
    const [list] = await rig.type('/sessions')
    expect(list?.text).toMatch(/^Active chats \(2\)\n/)
    expect(list?.text).toContain('Chat 3 – ')
    expect(list?.text).not.toContain('Chat 2')
    expect(list?.text).toContain('1 more chat not used for a while')
    expect(texts(await rig.type('/status'))[0]).toContain('2 active sessions in all')
    await rig.say(idle, 'back again')
    expect((await rig.type('/sessions'))[0]?.text).toMatch(/^Active chats \(3\)/)
  })

  it('say which need somebody, which run, and stop one of them', async () => {
    const rig = await commandRig()
    const other = await rig.chat(2)
    await rig.say(other, 'long')
    rig.claude.last.begin()
    const [list] = await rig.type('/sessions')
    expect(list?.text).toMatch(/· Chat 2 – running \(\d+ s\)/)
    const stop = list?.buttons.find(({ label }) => label === 'Stop Chat 2')
    expect(texts(await rig.press(stop ?? { verb: '' }, { person: MEMBER }))).toEqual([
      'This chat is not yours to stop.',
    ])
    const pressed = rig.press(stop ?? { verb: '' })
    await settle()
    rig.claude.last.end({ how: 'stopped' })
    expect(texts(await pressed)).toEqual(['Stopped Chat 2.'])
  })

  it('name a session by as much of its id as is enough', async () => {
    const rig = await commandRig()
    expect(texts(await rig.type('/resume'))).toEqual(['This chat has no earlier session.'])
    await rig.worked()
    await rig.type('/new')
    await rig.worked('again')
    const [newer, older] = rig.sessions.sessionsOf(rig.key)
    expect(texts(await rig.type('/resume zz'))).toEqual(['This chat has no session zz. /resume shows those it has.'])
    const by = { surface: 'dashboard' } as const
    for (const id of ['abcd0000-0000-4000-8000-000000000000', 'abcd1111-0000-4000-8000-000000000000'])
      await rig.sessions.adoptSession(rig.key, id as SessionId, '/home/me', by)
    expect(texts(await rig.type('/resume ABCD'))).toEqual(['Several sessions begin with ABCD: type more of the id.'])
    expect(texts(await rig.type('/resume abcd0'))).toEqual(['Back in session abcd0000.'])
    await rig.sessions.resumeSession(rig.key, newer?.id ?? ('' as SessionId), by)
    const [picker] = await rig.type('/resume')
    expect(picker?.text).toContain(`· ${older?.id.slice(0, 8)} `)
    const button = picker?.buttons.find(({ arg }) => arg === older?.id)
    expect(texts(await rig.press(button ?? { verb: '' }))).toEqual([`Back in session ${older?.id.slice(0, 8)}.`])
    expect(texts(await rig.press({ verb: 'resume', arg: 'gone' }))).toEqual(['This session is not here any more.'])
    expect(texts(await rig.press({ verb: 'new' }))).toEqual(['A new session begins with your next message.'])
  })
})

describe('/status, /cost and /session', () => {
  it('say what is chosen here against the settings, what waits, and who cannot be reached', async () => {
    const rig = await commandRig()
    const by = { surface: 'dashboard' } as const
    await rig.sessions.setPreferences(
      rig.key,
      { autoCompactTurns: null, streaming: 'edit', facts: false, notifications: 'off', showTranscription: false },
      by,
    )
    await rig.sessions.setUnreachable(rig.key, 'the bot was blocked in this chat')
    await rig.say(rig.key, 'long')
    rig.claude.last.begin()
    rig.claude.last.say({
      type: 'tool started',
      id: 't',
      name: 'mcp__git__log',
      summary: 'main',
      input: {},
      parent: null,
    })
    await rig.say(rig.key, 'next')
    const [status = ''] = texts(await rig.type('/status'))
    expect(status).toContain(
      'Preferences: no auto-compact, streaming edit, facts hidden, notifications off, transcription hidden',
    )
    expect(status).toMatch(/Running: “long”, \d+ s, git: log main \(\d+ s\)\nWaiting: 1 prompt: \/queue/)
    expect(status).toContain('Unreachable: the bot was blocked in this chat')
    expect(status).not.toContain('Context')
  })

  it('say whose directory is gone, and count for a member only their own', async () => {
    const rig = await commandRig()
    await rig.chat(2)
    rig.missing.add('/home/me')
    await rig.sessions.checkDirectories()
    const [status = ''] = texts(await rig.type('/status', { person: MEMBER }))
    expect(status).toContain('Directory: ~ (is gone: /cd to another)')
    expect(status).toContain('User: Bob (member)')
    expect(status).toContain('1 active session in all')
    expect(texts(await rig.type('/session'))).toEqual(['This chat has no session yet. Write something to begin.'])
  })

  it('show the owner what all chats cost, of the budget where there is one, and a member only theirs', async () => {
    const none = { input: 1200, output: 30, cacheRead: 0, cacheWrite: 0 }
    const spent = (chat: string, costUsd: number) => ({
      chat,
      title: `Title of ${chat}`,
      costUsd,
      turns: 2,
      tokens: none,
    })
    const report = { monthCostUsd: 12.5, chats: [spent('a', 1), spent('b', 11.5)] }
    const usage = {
      today: () => ({ costUsd: 0.5, tokens: none }),
      report: () => report,
    } as unknown as CommandPorts['usage']
    const rig = await commandRig({
      ports: { ...(usage && { usage }) },
      settings: (s) => void (s.budget.monthlyUsd = 20),
    })
    const [all = ''] = texts(await rig.type('/cost'))
    expect(all).toContain('This chat today: $0.50, 1.2k in, 30 out, 0 from cache')
    expect(all).toMatch(
      /All chats this month: \$12\.50 of \$20\.00\n· Title of b: \$11\.50 in 2 turns \(30 days\)\n· Title of a/,
    )
    const [own = ''] = texts(await rig.type('/usage', { person: MEMBER }))
    expect(own).not.toContain('All chats')
  })

  it('show everything about a session, also where it came from', async () => {
    const rig = await commandRig({ ports: { transcripts: { of: async () => ({ path: null, bytes: 0 }) } } })
    await rig.worked()
    await rig.type('/fork')
    await rig.worked('in the copy')
    const [info = ''] = texts(await rig.type('/session'))
    expect(info).toMatch(/Size: 0 B\nCost: /)
    expect(info).not.toContain('Transcript')
    expect(info).toMatch(/Went on from: [0-9a-f]{8}\nIn a terminal: claude --resume /)
  })
})

describe('/name, /fork and /share', () => {
  it('say what they did, and what they could not', async () => {
    const rig = await commandRig()
    expect(texts(await rig.type('/fork'))).toEqual(['There is no session to fork yet: write a prompt first.'])
    expect(texts(await rig.type('/share'))).toEqual(['This chat has no session yet.'])
    await rig.worked()
    expect(texts(await rig.type('/share'))).toEqual(['There is no other chat. Write to the bot in one first.'])
    expect(texts(await rig.type(`/name ${'x'.repeat(200)}`))[0]).toHaveLength('Named .'.length + 80)
    expect(texts(await rig.type('/name'))).toEqual(['Named as in Telegram.'])
    const other = await rig.chat(2)
    const [offer] = await rig.type('/share')
    const [button] = offer?.buttons ?? []
    expect(button?.label).toBe('Chat 2')
    expect(texts(await rig.press({ verb: 'share', arg: 'no-such telegram:2' }))).toEqual(['This is no longer open.'])
    expect(texts(await rig.press(button ?? { verb: '' }))).toEqual(['Chat 2 goes on from here with its next message.'])
    expect(rig.sessions.chat(other)?.currentSession).toBe(rig.sessions.chat(rig.key)?.currentSession)
  })
})
