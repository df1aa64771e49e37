import { afterEach, beforeEach, expect, it } from 'vitest'

import { systemClock } from '../../shared/clock.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { createRig } from '../testing/rig.ts'

const HOUR_MS = 3_600_000

let ahead = 0
let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  ahead = 0
  rig = await createRig({ clock: { now: () => systemClock.now() + ahead, after: systemClock.after } })
})
afterEach(() => rig.close())

const answerTo = (query: string) =>
  rig.bot.waitFor(() => rig.bot.callbackAnswer(query), { what: 'an answer to the button' })

it('a button of a command acts for two days, and then says that it is too old', async () => {
  const list = await rig.ask(rig.chat, rig.owner, '/sessions')
  let fresh = 0
  const real = rig.domain.sessions.newSession
  rig.domain.sessions.newSession = (...args) => {
    fresh += 1
    return real(...args)
  }
  ahead = 47 * HOUR_MS
  await answerTo(rig.bot.press(list, 'New session'))
  await rig.quiet()
  expect(fresh).toBe(1)
  ahead = 50 * HOUR_MS
  const late = await answerTo(rig.bot.press(list, 'New session'))
  await rig.quiet()
  expect(late.text).toBe('This button is too old. Send the command again.')
  expect(fresh).toBe(1)
})

it('a button of a request that is open is never too old', async () => {
  await rig.ask(rig.chat, rig.owner, '/status')
  const resolved: string[] = []
  rig.domain.sessions.forkSession = async (chat) => {
    resolved.push(chat)
    return { ok: false, code: 'test', message: 'Heard.' }
  }
  const chat = `telegram:${rig.chat.id}` as ChatKey
  rig.notify({ type: 'notice', chat, text: 'It moved on.', loud: true, actions: [{ label: 'Copy', action: 'fork' }] })
  const notice = await rig.bot.waitFor(() => rig.bot.messages(rig.chat).find(({ text }) => text === 'It moved on.'))
  ahead = 24 * 30 * HOUR_MS
  expect((await answerTo(rig.bot.press(notice, 'Copy'))).text).toBe('Heard.')
  expect(resolved).toEqual([chat])
})
