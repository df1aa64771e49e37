import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { VERBS } from '../electron/desktop/ctl/verbs.ts'
import { after, ask, bash, gate, text, until } from '../electron/simulator/index.ts'
import { ctlOf, runExecutable } from './support/ctl.ts'
import { expect, test } from './support/fixtures.ts'

test('every verb of switchboard ctl does on the running app what it says', async ({ launch, bot, home }) => {
  test.setTimeout(90_000)
  const { telegram, model, ann } = bot
  const chat = telegram.privateChat(ann)
  const key = `telegram:${chat.id}`
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  const used = new Set<string>()
  const run = ctlOf(app, home)
  const ctl = (...words: string[]) => {
    used.add(words[0] ?? '')
    return run(...words)
  }
  const json = async <T>(...words: string[]): Promise<T> => JSON.parse((await ctl(...words, '--json')).out) as T
  telegram.say(chat, ann, 'echo the word is heron')
  await bot.answered(chat, 'the word is heron')

  expect(await json('status')).toMatchObject({ bot: 'polling', chats: 1, live: 1 })
  expect((await ctl('chats')).out).toContain(`${key}  Ann`)
  expect(await json('chats')).toMatchObject([{ key, title: 'Ann' }])
  const [session] = await json<{ id: string }[]>('sessions', 'Ann')
  expect((await ctl('sessions')).out).toMatch(/ 1 turn /)
  expect(await json('show', key)).toMatchObject({ key, session: session?.id })
  expect(await ctl('show', 'nobody')).toMatchObject({ code: 4 })

  expect(await ctl('say', 'Ann', 'echo', 'two', '--wait')).toMatchObject({ code: 0, out: 'two' })
  await expect
    .poll(async () => (await ctl('history', session?.id.slice(0, 8) ?? '')).out)
    .toBe('> echo the word is heron\nthe word is heron\n> echo two\ntwo')
  const newest = await json<{ entries: { position: number }[] }>('history', session?.id ?? '', '--limit', '2')
  const before = String(newest.entries[0]?.position)
  expect((await ctl('history', session?.id ?? '', '--before', before)).out).toContain('heron')
  expect((await ctl('history', 'Ann', '--limit', '1')).out).toMatch(/^\(earlier: --before \d+\)\ntwo$/)
  expect((await ctl('history', '--search', 'heron')).out).toContain('the word is heron')
  for (const file of ['talk.md', 'talk.json', 'talk.html']) {
    expect(await ctl('history', 'Ann', '--export', file)).toMatchObject({ code: 0, out: join(home, file) })
    expect(await readFile(join(home, file), 'utf8')).toContain('heron')
  }

  await mkdir(join(home, 'project'))
  expect(await ctl('cd', 'Ann', 'project')).toMatchObject({ code: 0, out: join(home, 'project') })
  expect(await ctl('cd', 'Ann', 'not-there')).toMatchObject({ code: 1 })
  expect((await ctl('new', 'Ann')).out).toContain('previous session')

  model.on('make it', [bash('touch made'), text('It is made.')])
  for (const [verb, words] of [
    ['approve', 'Allowed.'],
    ['deny', 'Denied.'],
  ] as const) {
    const answer = ctl('say', 'Ann', 'make it', '--wait')
    await expect.poll(async () => (await ctl('approve')).out).toContain('Bash: touch made')
    const [approval] = await json<{ id: string }[]>('approve')
    expect((await ctl(verb, approval?.id ?? '')).out).toBe(words)
    expect((await ctl(verb, approval?.id ?? '')).code).not.toBe(0)
    await answer
  }

  model.on('paint it', [ask('Which colour?', ['Green', 'Blue']), after((result) => result.text)])
  const painted = ctl('say', 'Ann', 'paint it', '--wait')
  await expect.poll(async () => (await ctl('approve')).out).toContain('Which colour?')
  const [question] = await json<{ id: string }[]>('approve')
  expect((await ctl('approve', question?.id ?? '')).err).toContain('Answer it with')
  expect((await ctl('answer', question?.id ?? '')).out).toBe('Which colour?\n- Green\n- Blue')
  expect((await ctl('answer', question?.id ?? '', 'blue')).out).toBe('Answered.')
  expect((await painted).out).toContain('"Which colour?"="Blue"')

  model.on('long', [text('begun '), until(gate())])
  expect(await ctl('say', 'Ann', 'long', '--wait', '--timeout', '1')).toMatchObject({ code: 5 })
  const stopped = ctl('say', 'Ann', 'after it', '--wait')
  expect((await ctl('stop', 'Ann')).out).toBe('Stopped.')
  expect(await stopped).toMatchObject({ code: 0, out: 'You said: after it' })

  expect((await ctl('backup', 'all.tar.gz')).out).toBe(join(home, 'all.tar.gz'))
  expect((await ctl('restore', 'all.tar.gz')).code).toBe(0)
  expect(await ctl('restore', 'talk.md')).toMatchObject({ code: 1 })
  expect(await ctl('restore', 'none.tar.gz')).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no file'),
  })

  await mkdir(join(home, 'gone'))
  await ctl('cd', 'Ann', 'gone')
  await rm(join(home, 'gone'), { recursive: true })
  const shown = ['cleanup', '--preview', '--group', 'missing directories']
  const preview = await json<{ token: string; items: { title: string }[] }>(...shown)
  expect(preview.items.map(({ title }) => title)).toEqual(['Ann'])
  const done = await json<{ id: string }>('cleanup', '--apply', preview.token)
  expect((await ctl('chats')).out).toContain('archived')
  expect((await ctl('cleanup', '--undo', done.id)).out).toBe('Undone.')
  expect((await ctl('chats')).out).not.toContain('archived')

  expect((await ctl('archive', 'Ann')).code).toBe(0)
  expect((await ctl('chats')).out).toContain('archived')
  expect((await ctl('archive', 'Ann', '--undo')).code).toBe(0)
  expect((await ctl('delete', 'Ann')).code).toBe(0)
  expect([...used].sort()).toEqual(VERBS.map(({ name }) => name).sort())
  expect((await stat(join(app.dataDir, 'ctl.sock'))).mode & 0o777).toBe(0o600)
})

test('the executable itself is the client, without a screen too: output, exit codes and completion', async ({
  launch,
  bot,
  home,
}) => {
  const app = await launch({ env: bot.env, args: ['--hidden'] })
  await bot.telegram.waitFor(() => bot.telegram.polling() > 0)
  // As over ssh: no screen, no session bus.
  const { DISPLAY: _screen, WAYLAND_DISPLAY: _wayland, DBUS_SESSION_BUS_ADDRESS: _bus, ...bare } = process.env
  const ctl = (...words: string[]) => runExecutable(home, app.dataDir, ['ctl', ...words], bare)
  expect(JSON.parse((await ctl('status', '--json')).out)).toMatchObject({ bot: 'polling' })
  expect(await runExecutable(home, app.dataDir, ['--help'], bare)).toMatchObject({
    code: 0,
    out: expect.stringContaining('--hidden'),
  })
  expect(await runExecutable(home, app.dataDir, ['--version'], bare)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  })
  expect(await ctl('dance')).toMatchObject({ code: 2, out: '' })
  expect(JSON.parse((await ctl('dance', '--json')).out)).toMatchObject({ ok: false, code: 'usage' })
  expect(await ctl('stop', 'nobody')).toMatchObject({ code: 4, out: '' })
  expect(await runExecutable(home, join(home, 'elsewhere'), ['ctl', 'chats'])).toMatchObject({ code: 3 })
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { code, out } = await ctl('completion', shell)
    expect(code).toBe(0)
    for (const { name } of VERBS) expect(out).toContain(name)
  }
})
