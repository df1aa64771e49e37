import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const ask = async (text: string) => (await rig.ask(rig.chat, rig.owner, text)).text
const stranger = (name: string) => {
  const person = rig.bot.person({ name, username: name.toLowerCase() })
  return { person, chat: rig.bot.privateChat(person) }
}

describe('letting somebody in from Telegram', () => {
  it('is by code, as member unless it is said otherwise, and says who waits', async () => {
    expect(await ask('/letin')).toBe('Nobody waits to be let in.')
    const [eve, dan] = [stranger('Eve'), stranger('Dan')]
    for (const { person, chat } of [eve, dan]) await rig.ask(chat, person, '/start')
    await rig.bot.waitFor(() => rig.bot.messages(rig.chat).some(({ text }) => text.startsWith('Let Dan')), {
      what: 'the questions',
    })
    const [first, second] = rig.telegram.pairings()
    expect(await ask('/letin')).toBe(`Eve: ${first?.code}\nDan: ${second?.code}`)
    expect(await ask('/letin WRONG1')).toMatch(/^Nobody waits with this code/)
    expect(await ask(`/letin ${first?.code} admin`)).toBe('A person is let in as owner or as member.')
    expect(await ask(`/letin ${first?.code}`)).toBe('Eve was let in as member.')
    expect(await ask(`/letin ${second?.code} owner`)).toBe('Dan was let in as owner.')
    expect(rig.settings.current.people.map(({ name, role }) => `${name} ${role}`)).toEqual([
      'Ann owner',
      'Bob member',
      'Eve member',
      'Dan owner',
    ])
    // An owner who has never written to the bot has no chat in which he could be asked.
    const zoe = stranger('Zoe')
    await rig.ask(zoe.chat, zoe.person, '/start')
    const question = await rig.bot.waitFor(
      () => rig.bot.messages(rig.chat).find(({ text }) => text.startsWith('Let Zoe (@zoe) in?')),
      { what: 'the question' },
    )
    rig.bot.press(question, 'No')
    await rig.bot.waitFor(() => question.text === 'Zoe was not let in.', { what: 'the answer' })
    expect(rig.bot.messages(zoe.chat, { from: 'bot' })).toHaveLength(1)
  })

  it('is asked for by three at most, and a member has no say in it', async () => {
    const people = ['One', 'Two', 'Three', 'Four'].map(stranger)
    for (const { person, chat } of people) await rig.ask(chat, person, '/start')
    const [last] = rig.bot.messages(people[3]?.chat ?? rig.chat, { from: 'bot' })
    expect(last?.text).toBe('Too many people wait to be let in. Try again in an hour.')
    const own = rig.bot.privateChat(rig.member)
    expect((await rig.ask(own, rig.member, '/letin')).text).toBe("/letin is the owner's.")
    expect(rig.telegram.letIn('WRONG1', 'member')).toMatchObject({ ok: false, code: 'no-such-code' })
    expect(rig.telegram.removePerson(4_711)).toMatchObject({ ok: false, code: 'unknown-person' })
  })

  it('has a code that lasts over a restart of the app', async () => {
    const eve = stranger('Eve')
    const code = /Your code: ([A-Z0-9]{6})/.exec((await rig.ask(eve.chat, eve.person, '/start')).text)?.[1] ?? ''
    await rig.restart()
    await rig.quiet()
    expect(rig.telegram.pairings()).toMatchObject([{ code, name: 'Eve' }])
    expect(rig.telegram.letIn(code, 'member')).toMatchObject({ ok: true })
    await rig.bot.waitFor(() => rig.bot.messages(eve.chat).some(({ text }) => text.startsWith('You were let in')), {
      what: 'the answer',
    })
  })
})
