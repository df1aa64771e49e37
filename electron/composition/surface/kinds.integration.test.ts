import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { gate, text, until } from '../../simulator/index.ts'
import type { Said, SimMessage } from '../../simulator/index.ts'
import { createSurfaceRig } from './rig.ts'
import type { Place, SurfaceRig } from './rig.ts'
import { bytes, pixel } from './small-files.ts'

/** An OpenAI-compatible transcription service that understands the same of everything. */
const service = createServer((request, response) => {
  request.resume().on('end', () => response.end(JSON.stringify({ text: 'turn left' })))
})

let rig: SurfaceRig
const places: Record<string, Place> = {}
beforeAll(async () => {
  await new Promise<void>((resolve) => void service.listen(0, '127.0.0.1', resolve))
  // The bot hears everything in groups and answers all of it: media have no words that could name it.
  rig = await createSurfaceRig({ simulator: { privateTopics: true, readsAllGroupMessages: true } })
  const { bot, member, line } = rig
  line.settings.set('bot.groupsAnswerAll', true)
  line.settings.set('voice.engine', 'http')
  line.settings.set('voice.url', `http://127.0.0.1:${(service.address() as AddressInfo).port}`)
  const own = bot.privateChat(member)
  const forum = bot.supergroup({ title: 'Forum', members: [member], topics: true })
  // The ids of topics: 1 is a forum's General.
  for (const chat of [own, forum]) bot.topic(chat, 'The first')
  const at = (chat: Place['chat'], thread?: number): Place => ({
    chat,
    person: member,
    group: false,
    ...(thread !== undefined && { thread }),
  })
  places['private'] = at(own)
  places['group'] = at(bot.group({ title: 'Team', members: [member] }))
  places['topic'] = at(forum, bot.topic(forum, 'Builds'))
  places['private topic'] = at(own, bot.topic(own, 'Notes'))
})
afterAll(async () => {
  await rig.close()
  service.close()
})

/** Everything that can be sent, in one place, by a member. */
async function everyKind(kind: string, place: Place): Promise<void> {
  const { bot, model } = rig
  const say = (what: string | Said): SimMessage => rig.say(place, what).said
  const hears = (words: string) =>
    model.waitFor(() => model.requests().some(({ prompts }) => prompts.includes(words)), {
      what: `${kind}: ${words}`,
      timeoutMs: 20_000,
    })

  const said = await rig.ask(place, `echo words of ${kind}`, `words of ${kind}`)
  say({ text: `what of this in ${kind}?`, replyTo: said, quote: 'words' })
  await hears(`In reply to:\n> words\n\nwhat of this in ${kind}?`)

  say({ text: `it crashes in ${kind}`, forwardedFrom: 'Carl' })
  say({ text: 'on start', forwardedFrom: 'Carl' })
  await hears(`Forwarded from Carl:\nit crashes in ${kind}\n\nForwarded from Carl:\non start`)

  const pictures: number[] = []
  model.on(new RegExp(`^compare in ${kind}$`), ({ attachments }) => {
    pictures.push(attachments.length)
    return `compared in ${kind}`
  })
  const photo = { bytes: pixel, mime: 'image/png' }
  const thread = place.thread === undefined ? {} : { thread: place.thread }
  bot.album(place.chat, place.person, [
    { text: `compare in ${kind}`, photo, ...thread },
    { photo, ...thread },
  ])
  await rig.shows(place, `compared in ${kind}`)
  expect(pictures).toEqual([2])

  say({ text: `read it in ${kind}`, document: { bytes, name: '../../evil.txt', mime: 'text/plain' } })
  await hears(`read it in ${kind}`)
  say({ location: { latitude: 52.5, longitude: Object.keys(places).indexOf(kind) } })
  await hears(`Location: 52.5, ${Object.keys(places).indexOf(kind)}`)

  const before = model.turns()
  const spoken = await rig.ask(place, { voice: { bytes, seconds: 2 } }, /^Understood/)
  expect(spoken.text).toBe('Understood: \nturn left')
  await rig.ask(place, { audio: { bytes, mime: 'audio/mpeg', name: 'memo.mp3' } }, /^Understood/)
  await model.waitFor(() => model.turns() >= before + 2, { what: 'the two turns', timeoutMs: 20_000 })

  for (const [what, words] of [
    [{ video: { bytes } }, 'I do not understand videos. Send text, a photo, a document or a voice note.'],
    [{ sticker: { emoji: '👍' } }, 'I do not understand stickers. Send text, a photo, a document or a voice note.'],
  ] as const)
    await rig.ask(place, what, words)
  const big = { bytes, name: 'big.zip', size: 21_000_000 }
  expect((await rig.ask(place, { text: 'unpack', document: big }, /20 MB/)).text).toMatch(
    /^This file is larger than 20 MB.*local Bot API server/,
  )

  const door = gate()
  model.on(new RegExp(`^longe?r? work in ${kind}$`), [text('begun '), until(door), text(`ended in ${kind}`)])
  const running = say(`long work in ${kind}`)
  await bot.waitFor(() => rig.line.sessions.turn(rig.keyOf(place))?.text.startsWith('begun'), {
    what: 'the turn',
    timeoutMs: 20_000,
  })
  const waiting = say('echo befor')
  await rig.shows(place, 'Queued, 1 ahead.')
  bot.edit(waiting, `echo before in ${kind}`)
  await rig.shows(place, 'The waiting prompt was changed.')
  bot.edit(running, `longer work in ${kind}`)
  const question = await rig.shows(place, 'Already working on it: stop and redo?')
  bot.press(question, 'Stop and redo', { by: place.person })
  await hears(`longer work in ${kind}`)
  door.open()
  await rig.shows(place, `before in ${kind}`)
}

describe('every kind of message with the real Claude', { timeout: 180_000 }, () => {
  it('is given to Claude, or answered with what it is that is not understood, in every kind of chat', async () => {
    await Promise.all(Object.entries(places).map(([kind, place]) => everyKind(kind, place)))
    const heard = rig.model.requests().flatMap(({ prompts }) => prompts)
    expect(heard).not.toContain('echo befor')
    expect(rig.line.sessions.chats().every(({ key }) => rig.line.sessions.view(key)?.status !== 'failed')).toBe(true)
  })
})
