import { afterEach, beforeEach, expect, it } from 'vitest'

import { createRig } from '../testing/rig.ts'

let rig: Awaited<ReturnType<typeof createRig>>
beforeEach(async () => {
  rig = await createRig()
})
afterEach(() => rig.close())

const shows = (text: string) =>
  rig.bot.waitFor(() => rig.bot.messages(rig.chat, { from: 'bot' }).find((message) => message.text.includes(text)), {
    what: text,
  })

it('gives the files of a prompt again when it is stopped and redone as edited', async () => {
  const bytes = new TextEncoder().encode('hello')
  const message = rig.bot.say(rig.chat, rig.owner, { text: 'what is tihs?', photo: { bytes } })
  await rig.quiet()
  const given = () => rig.domain.claude.opened.flatMap((live) => live.given)
  expect(given()).toMatchObject([{ text: 'what is tihs?', attachments: [{ kind: 'image' }] }])
  rig.domain.claude.last.begin()
  rig.bot.edit(message, 'what is this?')
  const question = await shows('Already working on it: stop and redo?')
  rig.bot.press(question, 'Stop and redo')
  await rig.bot.waitFor(() => question.text.startsWith('Stopped'), { what: 'the redo' })
  await rig.quiet()
  expect(given().at(-1)).toMatchObject({ text: 'what is this?', attachments: [{ kind: 'image' }] })
})
