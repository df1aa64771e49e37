import { afterEach, beforeEach, expect, it } from 'vitest'

import { telegramKey } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import type { SimChat } from '../../simulator/index.ts'
import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const keyOf = ({ id }: SimChat): ChatKey => telegramKey({ chatId: id })

it('who was let in and removed is a stranger by every way that was open to them', async () => {
  const { bot, domain, member } = rig
  const own = bot.privateChat(member)
  const offered = await rig.ask(own, member, '/sessions')
  const first = bot.say(own, member, 'work')
  await rig.quiet()
  const live = domain.claude.last
  live.begin()
  const waiting = bot.say(own, member, 'and then rest')
  await rig.quiet()
  // Somebody else reads what Claude says here: what a reaction of theirs would change.
  domain.sessions.markRead = () => {
    throw new Error('A reaction of a stranger counted.')
  }
  const said = bot.messages(own, { from: 'bot' }).length
  expect(rig.telegram.removePerson(member.id)).toMatchObject({ ok: true })

  bot.edit(first, 'rm -rf ~')
  bot.edit(waiting, 'rm -rf ~')
  bot.react(offered, member, ['👍'])
  bot.stopDraft(own, 1)
  const pressed = bot.press(offered, 'New session', { by: member })
  bot.say(own, member, '/stop')
  await rig.quiet()

  expect(domain.sessions.queue(keyOf(own)).map(({ text }) => text)).toEqual(['and then rest'])
  expect(domain.sessions.turn(keyOf(own))?.prompt?.text).toBe('work')
  expect(live.interrupts).toBe(0)
  expect(bot.callbackAnswer(pressed)).toBeNull()
  const after = bot.messages(own, { from: 'bot' }).slice(said)
  expect(after.map(({ text }) => text)).toEqual([expect.stringMatching(/^This is a private bot/)])
})

it('who is owner no more presses the owner’s buttons in vain', async () => {
  const { bot, settings } = rig
  await rig.ask(rig.chat, rig.owner, '/pwd')
  const eve = bot.person({ name: 'Eve' })
  await rig.ask(bot.privateChat(eve), eve, '/start')
  const question = await bot.waitFor(() => bot.messages(rig.chat).find(({ text }) => text.startsWith('Let Eve in?')), {
    what: 'the question',
  })
  settings.set(
    'people',
    settings.current.people.map((person) => ({ ...person, role: 'member' as const })),
  )
  const pressed = bot.press(question, 'Owner', { by: rig.owner })
  const answer = await bot.waitFor(() => bot.callbackAnswer(pressed), { what: 'the refusal' })
  expect(answer.text).toBe('This is no longer open.')
  expect(settings.current.people.map(({ id }) => id)).not.toContain(eve.id)
})
