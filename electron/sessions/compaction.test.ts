import { describe, expect, it } from 'vitest'

import { harness, settle } from './testing/harness.ts'

/** A chat whose session is compacted after three turns. */
async function rig(turns: number | null = 3) {
  const domain = harness({ settings: (settings) => void (settings.claude.autoCompactTurns = turns) })
  await domain.sessions.start()
  const key = await domain.chat(1)
  const turn = async (text: string): Promise<void> => {
    await domain.say(key, text)
    domain.claude.last.answer(`did ${text}`)
    await settle()
  }
  const compacts = (): number => domain.claude.last.given.filter(({ text }) => text === '/compact').length
  const notices = () => domain.events.flatMap((event) => (event.type === 'notice' ? [event] : []))
  const compacted = async (): Promise<void> => {
    domain.claude.last.begin()
    domain.claude.last.say({ type: 'compacted', before: 900, after: 90 })
    domain.claude.last.end({ how: 'done' })
    await settle()
  }
  return { ...domain, key, turn, compacts, notices, compacted }
}

describe('a long conversation', () => {
  it('is compacted after its turns, says so silently in place of an answer, and counts anew', async () => {
    const { sessions, key, turn, compacts, notices, compacted, finals } = await rig()
    await turn('one')
    await turn('two')
    expect(compacts()).toBe(0)
    await turn('three')
    expect(compacts()).toBe(1)
    await compacted()
    expect(finals.map(({ text }) => text)).toEqual(['did one', 'did two', 'did three'])
    expect(notices()).toMatchObject([{ text: 'Compacted after 3 turns.', loud: false, actions: [] }])
    expect(sessions.view(key)).toMatchObject({ turns: 0, status: 'unread' })
    for (const text of ['four', 'five']) await turn(text)
    expect(compacts()).toBe(1)
    await turn('six')
    expect(compacts()).toBe(2)
  })

  it('is not compacted while something waits, but after it', async () => {
    const { key, say, claude, turn, compacts } = await rig()
    await turn('one')
    await turn('two')
    await say(key, 'three')
    await say(key, 'four')
    claude.last.answer('3')
    await settle()
    expect(compacts()).toBe(0)
    claude.last.answer('4')
    await settle()
    expect(compacts()).toBe(1)
  })

  it('is left alone where the setting or the chat says never', async () => {
    const never = await rig(null)
    for (const text of ['one', 'two', 'three', 'four']) await never.turn(text)
    expect(never.compacts()).toBe(0)
    const own = await rig(3)
    await own.sessions.setPreferences(own.key, { autoCompactTurns: null }, { surface: 'telegram' })
    for (const text of ['one', 'two', 'three', 'four']) await own.turn(text)
    expect(own.compacts()).toBe(0)
  })

  it('says why where Claude would not, shows no failure, and tries again only after as many turns more', async () => {
    const { sessions, key, turn, claude, compacts, notices } = await rig()
    for (const text of ['one', 'two', 'three']) await turn(text)
    claude.last.begin()
    claude.last.end({ how: 'failed', code: 'unknown', message: 'Not enough messages.' })
    await settle()
    expect(notices()[0]?.text).toBe(
      'The session could not be compacted after 3 turns: Not enough messages. It goes on as it is.',
    )
    expect(sessions.view(key)?.status).toBe('unread')
    for (const text of ['four', 'five']) await turn(text)
    expect(compacts()).toBe(1)
    await turn('six')
    expect(compacts()).toBe(2)
  })

  it('is not what /retry gives again', async () => {
    const { sessions, key, turn, compacted, claude } = await rig()
    for (const text of ['one', 'two', 'three']) await turn(text)
    await compacted()
    await sessions.retry(key, { surface: 'telegram', userId: 7 })
    await settle()
    expect(claude.last.given.at(-1)?.text).toBe('three')
  })

  it('does not count Claude’s own /compact and /clear as turns', async () => {
    const { sessions, key, turn, say, claude } = await rig()
    await turn('one')
    await say(key, '/compact')
    claude.last.begin()
    claude.last.say({ type: 'compacted', before: 900, after: 90 })
    claude.last.end({ how: 'done' })
    await settle()
    expect(sessions.view(key)?.turns).toBe(0)
  })
})
