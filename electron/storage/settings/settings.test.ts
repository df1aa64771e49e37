import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import { createMemoryDisk } from '../testing/memory-disk.ts'
import type { MemoryDisk } from '../testing/memory-disk.ts'
import { openSettings } from './open-settings.ts'

const FILE = '/data/settings.json'
const open = (disk: MemoryDisk, environment: Record<string, string> = {}) =>
  openSettings({
    dir: '/data',
    environment,
    isDirectory: async (path) => path === '/srv/work',
    disk,
    clock: new FakeClock(),
    log: silentLog,
  })

function diskWith(file: unknown): MemoryDisk {
  const disk = createMemoryDisk()
  disk.put(FILE, JSON.stringify(file))
  return disk
}

const person = (id: number, role: 'owner' | 'member') => ({ id, name: `P${id}`, username: null, role, since: 1 })

describe('storage/settings', () => {
  it('are the defaults at first, and only what was set is written', async () => {
    const disk = createMemoryDisk()
    const settings = await open(disk)
    expect(settings.current).toEqual(defaultSettings())
    expect(settings.set('bot.paused', true)).toEqual({ ok: true, value: undefined })
    expect(settings.current.bot.paused).toBe(true)
    await settings.close()
    expect(JSON.parse(disk.text(FILE) ?? '')).toEqual({ version: 1, bot: { paused: true } })
    expect((await open(disk)).current.bot.paused).toBe(true)
  })

  it('say what fits when a value does not, and change nothing', async () => {
    const settings = await open(createMemoryDisk())
    expect(settings.set('claude.maxConcurrentTurns', 100)).toMatchObject({
      code: 'bad-value',
      message: expect.stringMatching(/claude\.maxConcurrentTurns.*64/),
    })
    expect(settings.set('appearance.theme', 'pink')).toMatchObject({ message: expect.stringContaining('"dark"') })
    expect(settings.set('people', [{ id: 1 }])).toMatchObject({ code: 'bad-value' })
    expect(settings.current).toEqual(defaultSettings())
  })

  it.each(['nothing', 'bot', 'bot.nothing', '__proto__.polluted', 'constructor', 'people.0', ''])(
    'know no setting “%s”',
    async (path) => {
      const settings = await open(createMemoryDisk())
      expect(settings.set(path, 1)).toMatchObject({ code: 'unknown-setting' })
      expect(settings.reset(path)).toMatchObject({ code: 'unknown-setting' })
    },
  )

  it('go back to the default and tell whoever listens', async () => {
    const disk = createMemoryDisk()
    const settings = await open(disk)
    const heard: number[] = []
    const stop = settings.onChange(({ bot }) => heard.push(bot.ratePerMinute))
    settings.set('bot.ratePerMinute', 5)
    settings.reset('bot.ratePerMinute')
    stop()
    settings.set('bot.ratePerMinute', 7)
    expect(heard).toEqual([5, 30])
  })

  it('lose only the value that is wrong: it is set aside and named, all others live', async () => {
    const disk = diskWith({
      version: 1,
      bot: { paused: 'yes', ratePerMinute: 5, future: 1 },
      voice: 'loud',
      people: [person(1, 'owner'), { id: 2, role: 'king' }, person(3, 'member')],
      later: { x: 1 },
    })
    const settings = await open(disk)
    expect(settings.current.bot).toMatchObject({ paused: false, ratePerMinute: 5, future: 1 })
    expect(settings.current.voice).toEqual(defaultSettings().voice)
    expect(settings.current.people.map(({ id }) => id)).toEqual([1, 3])
    for (const name of ['bot.paused', 'voice', 'people.1']) expect(settings.damage.join()).toContain(name)
    await settings.close()
    expect(JSON.parse(disk.text('/data/settings.rejected.json') ?? '')).toHaveLength(3)
    expect(JSON.parse(disk.text(FILE) ?? '')).toMatchObject({ later: { x: 1 }, bot: { future: 1 } })
  })

  it('are not reset silently by a file that does not parse', async () => {
    const disk = createMemoryDisk()
    disk.put(FILE, '{"bot":{"paused":tr')
    disk.put(`${FILE}.bak`, '{"version":1,"bot":{"paused":true}}')
    const settings = await open(disk)
    expect(settings.current.bot.paused).toBe(true)
    expect(settings.damage).toHaveLength(2)
  })
})

describe('storage/settings: the environment', () => {
  it('stands over the file, is named, cannot be set over, and is not written', async () => {
    const disk = diskWith({ version: 1, retention: { idleChatMs: 5, historyMbPerSession: 7 } })
    const settings = await open(disk, {
      TELEGRAM_API_ROOT: 'http://127.0.0.1:8081',
      WEBHOOK_URL: 'https://bot.example.org/hook',
      CLAUDE_WORKING_DIR: '/srv/work',
      CLAUDE_CLI_PATH: '/opt/claude',
      MAX_CONCURRENT_QUERIES: '8',
      IDLE_SESSION_CLEANUP_MS: '60000',
      MAX_SESSION_HISTORY_MB: 'none',
    })
    expect(settings.badVariables).toEqual([])
    expect(settings.current).toMatchObject({
      bot: { apiRoot: 'http://127.0.0.1:8081', webhookUrl: 'https://bot.example.org/hook' },
      directories: { initial: '/srv/work' },
      claude: { executable: '/opt/claude', maxConcurrentTurns: 8 },
      retention: { idleChatMs: 60_000, historyMbPerSession: null },
    })
    expect(settings.overridden['claude.maxConcurrentTurns']).toBe('MAX_CONCURRENT_QUERIES')
    expect(settings.set('claude.maxConcurrentTurns', 2)).toMatchObject({
      code: 'overridden',
      message: expect.stringContaining('MAX_CONCURRENT_QUERIES'),
    })
    settings.set('bot.paused', true)
    await settings.close()
    expect(JSON.parse(disk.text(FILE) ?? '')).toEqual({
      version: 1,
      retention: { idleChatMs: 5, historyMbPerSession: 7 },
      bot: { paused: true },
    })
  })

  it.each([
    ['MAX_CONCURRENT_QUERIES', 'many', 'number'],
    ['MAX_CONCURRENT_QUERIES', '0', '>=1'],
    ['MAX_CONCURRENT_QUERIES', 'none', 'number'],
    ['IDLE_SESSION_CLEANUP_MS', '-5', '>0'],
    ['IDLE_SESSION_CLEANUP_MS', '1.5', 'int'],
    ['MAX_SESSION_HISTORY_MB', '1e999', 'number'],
    ['TELEGRAM_API_ROOT', 'not a url', 'URL'],
    ['WEBHOOK_URL', 'example', 'URL'],
    ['WEBHOOK_URL', 'http://bad', 'https://'],
    ['CLAUDE_WORKING_DIR', 'work', 'absolute path'],
    ['CLAUDE_WORKING_DIR', '/nope', 'no such directory'],
    ['SWITCHBOARD_BOOT_SECONDS', 'zz', 'seconds'],
    ['SWITCHBOARD_BOOT_SECONDS', '0', 'seconds'],
    ['TELEGRAM_BOT_TOKEN', 'xxx', 'BotFather'],
    ['TELEGRAM_ALLOWED_USERS', '12, @ada', '@ada'],
  ])('that sets %s to “%s” is named, and the file’s value stays', async (name, value, words) => {
    const disk = diskWith({ version: 1, claude: { maxConcurrentTurns: 3 } })
    const settings = await open(disk, { [name]: value })
    expect(settings.badVariables).toEqual([{ name, message: expect.stringContaining(name) }])
    expect(settings.badVariables[0]?.message).toContain(words)
    expect(settings.current).toEqual({
      ...defaultSettings(),
      claude: { ...defaultSettings().claude, maxConcurrentTurns: 3 },
    })
    expect(settings.overridden).toEqual({})
  })

  it('never shows what was meant for a token, and says nothing of a good one', async () => {
    const tokens = ['“123456789:AAbbCCdd”', '123456789:AAbbCCdd'].map((TELEGRAM_BOT_TOKEN) => ({ TELEGRAM_BOT_TOKEN }))
    const [quoted, good] = await Promise.all(tokens.map((environment) => open(createMemoryDisk(), environment)))
    expect(quoted?.badVariables).toHaveLength(1)
    expect(JSON.stringify(quoted?.badVariables)).not.toContain('AAbb')
    expect(good?.badVariables).toEqual([])
  })

  it('may give a webhook without https to a Bot API server of one’s own, whoever names that server', async () => {
    const WEBHOOK_URL = 'http://127.0.0.1:9000/hook'
    const byVariable = await open(createMemoryDisk(), { WEBHOOK_URL, TELEGRAM_API_ROOT: 'http://127.0.0.1:8081' })
    const byFile = await open(diskWith({ version: 1, bot: { apiRoot: 'http://127.0.0.1:8081' } }), { WEBHOOK_URL })
    for (const { badVariables, current } of [byVariable, byFile]) {
      expect(badVariables).toEqual([])
      expect(current.bot.webhookUrl).toBe(WEBHOOK_URL)
    }
  })

  it('that is set to nothing says nothing', async () => {
    const settings = await open(createMemoryDisk(), { WEBHOOK_URL: ' ', TELEGRAM_ALLOWED_USERS: '' })
    expect(settings.badVariables).toEqual([])
    expect(settings.current.people).toEqual([])
  })

  it('lets people in beside those of the file, the first as owner, and writes none of them', async () => {
    const disk = createMemoryDisk()
    const settings = await open(disk, { TELEGRAM_ALLOWED_USERS: '11, 12 12' })
    expect(settings.current.people.map(({ id, role }) => [id, role])).toEqual([
      [11, 'owner'],
      [12, 'member'],
    ])
    expect(settings.set('people', [...settings.current.people, person(13, 'member')])).toMatchObject({ ok: true })
    expect(settings.current.people.map(({ id }) => id)).toEqual([13, 11, 12])
    await settings.close()
    expect((await open(disk)).current.people.map(({ id }) => id)).toEqual([13])
  })

  it('does not make a second owner beside the one that is paired', async () => {
    const disk = diskWith({ version: 1, people: [person(1, 'owner'), person(2, 'member')] })
    const settings = await open(disk, { TELEGRAM_ALLOWED_USERS: '2 3' })
    expect(settings.current.people.map(({ id, role }) => [id, role])).toEqual([
      [1, 'owner'],
      [2, 'member'],
      [3, 'member'],
    ])
  })
})
