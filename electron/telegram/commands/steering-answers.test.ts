import { describe, expect, it } from 'vitest'

import { settle } from '../../sessions/testing/harness.ts'
import { ok } from '../../shared/result.ts'
import { commandRig, MEMBER, texts } from '../testing/command-rig.ts'

describe('/model, /mode and /settings', () => {
  it('offer what can be chosen, and refuse what cannot', async () => {
    const rig = await commandRig()
    const [models] = await rig.type('/model')
    expect(models?.buttons.map(({ label }) => label)).toEqual(['default', 'opus', 'sonnet', 'haiku'])
    expect(texts(await rig.press({ verb: 'model', arg: 'haiku' }))).toEqual(['Model: haiku'])
    expect(texts(await rig.type('/model default'))).toEqual(['Model: default'])
    expect(rig.sessions.chat(rig.key)?.preferences.model).toBeUndefined()
    const [modes] = await rig.type('/mode')
    expect(modes).toMatchObject({
      text: 'Mode: ask',
      buttons: [{ arg: 'plan' }, { arg: 'ask' }, { arg: 'acceptEdits' }],
    })
    expect(texts(await rig.press({ verb: 'mode', arg: 'acceptEdits' }))).toEqual(['Mode: accept edits'])
    expect(await rig.press({ verb: 'mode', arg: 'anything' })).toEqual([])
    expect(await rig.press({ verb: 'prefer', arg: 'anything' })).toEqual([])
  })

  it('offer bypass to the owner where it is allowed', async () => {
    const rig = await commandRig({ settings: (s) => void (s.claude.allowBypass = true) })
    const [modes] = await rig.type('/mode')
    expect(modes?.buttons.at(-1)).toMatchObject({ label: 'bypass', style: 'danger' })
    expect(texts(await rig.press({ verb: 'mode', arg: 'bypass' }))[0]).toContain('acts without asking')
  })

  it('offer bypass to no member, and take it from none by name or by button', async () => {
    const rig = await commandRig({ settings: (s) => void (s.claude.allowBypass = true) })
    const [modes] = await rig.type('/mode', { person: MEMBER })
    expect(modes?.buttons.map(({ arg }) => arg)).toEqual(['plan', 'ask', 'acceptEdits'])
    const answers = [
      await rig.type('/mode bypass', { person: MEMBER }),
      await rig.press({ verb: 'mode', arg: 'bypass' }, { person: MEMBER }),
    ]
    expect(answers.map(texts)).toEqual(answers.map(() => ['Only the owner may let Claude act without asking.']))
    expect(rig.sessions.chat(rig.key)?.preferences.mode).toBeUndefined()
  })

  it('go round all values of each preference', async () => {
    const rig = await commandRig()
    const [view] = await rig.type('/settings')
    for (const button of view?.buttons ?? []) {
      const seen = new Set<string>()
      for (let turn = 0; turn < 4; turn++) seen.add((await rig.press(button))[0]?.text ?? '')
      expect(seen.size).toBeGreaterThan(1)
    }
  })
})

describe('/queue, /btw, /retry and /stop', () => {
  it('show twelve that wait, and drop one by either button', async () => {
    const rig = await commandRig()
    expect(texts(await rig.type('/queue'))).toEqual(['Nothing waits.'])
    await rig.say(rig.key, 'long')
    rig.claude.last.begin()
    for (let n = 0; n < 14; n++) await rig.say(rig.key, `prompt ${n}`)
    const file = { kind: 'image' as const, path: '/x.png', name: 'x.png', mime: 'image/png', size: 1 }
    await rig.sessions.submit({ chat: rig.key, text: '', attachments: [file], actor: { surface: 'dashboard' } })
    const [list] = await rig.type('/queue')
    expect(list?.text).toMatch(/^15 prompts waiting\n1\. prompt 0 \(Ann, just now\)[\s\S]*… and 3 more\nChange one/)
    const [first] = rig.sessions.queue(rig.key)
    const arg = first?.id ?? ''
    expect((await rig.press({ verb: 'q-up', arg }))[0]?.text).toContain('1. prompt 0')
    expect(texts(await rig.press({ verb: 'unqueue', arg }))).toEqual(['Dropped'])
    expect(texts(await rig.press({ verb: 'unqueue', arg }))).toEqual(['It no longer waits.'])
    expect((await rig.press({ verb: 'q-drop', arg }))[0]?.text).toMatch(/^14 prompts waiting/)
    for (const { id } of rig.sessions.queue(rig.key).slice(0, -1)) await rig.press({ verb: 'q-drop', arg: id })
    expect(texts(await rig.type('/queue'))[0]).toMatch(/1\. 1 file \(dashboard/)
  })

  it('say what was stopped and what still waits', async () => {
    const rig = await commandRig()
    expect(texts(await rig.press({ verb: 'stop' }))).toEqual(['Nothing is running'])
    await rig.say(rig.key, 'long')
    rig.claude.last.begin()
    for (const text of ['one', 'two']) await rig.say(rig.key, text)
    const stopping = rig.type('/stop')
    await settle()
    rig.claude.last.end({ how: 'stopped' })
    expect(texts(await stopping)).toEqual(['Stopped. 2 prompts still wait: /queue'])
    expect(texts(await rig.type('/stop all'))[0]).toMatch(
      /1 waiting prompt dropped\.|2 waiting prompts dropped\.|^Stopped/,
    )
  })

  it('take a word to the running turn with a sign and no message, and say what is missing', async () => {
    const rig = await commandRig()
    await rig.say(rig.key, 'long')
    rig.claude.last.begin()
    expect(await rig.type('/btw use tabs')).toEqual([])
    expect(rig.reactions).toEqual(['👀'])
    expect(texts(await rig.type('/btw'))).toEqual(['Write /btw and what Claude should know while it works.'])
    const fresh = await rig.chat(2)
    expect(texts(await rig.type('/retry', { chat: fresh }))[0]).toMatch(/retry|again|prompt/i)
  })
})

describe('/new', () => {
  it('opens a topic where it can, and begins anew where it cannot', async () => {
    const rig = await commandRig({ openTopic: async () => ok(undefined) })
    expect(texts(await rig.type('/new Release 2'))).toEqual(['The topic “Release 2” is open. Write there.'])
    const without = await commandRig()
    expect(texts(await without.type('/new Release 2'))).toEqual([
      'This chat has no topics.',
      'A new session begins with your next message.',
    ])
    await without.worked()
    expect(texts(await without.type('/new'))[0]).toMatch(
      /The previous one is [0-9a-f]{8}: \/resume [0-9a-f]{8} goes back/,
    )
  })

  it('hands /clear and /compact on to Claude as they are', async () => {
    const rig = await commandRig()
    await rig.type('/clear')
    await settle()
    expect(rig.claude.last.given.map(({ text }) => text)).toEqual(['/clear'])
    rig.claude.last.answer('')
    await settle()
    await rig.type('/compact keep the plan')
    await settle()
    expect(rig.claude.last.given.at(-1)?.text).toBe('/compact keep the plan')
  })
})
