import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { sdkExecutable } from '../../electron/claude/locate/sdk-executable.ts'
import { createBotApi, createModel } from '../../electron/simulator/index.ts'
import type { BotApi, BotApiOptions, Model, Person, SimChat } from '../../electron/simulator/index.ts'

/** Both simulators and a directory of its own for one contender. */
export interface World {
  readonly telegram: BotApi
  readonly model: Model
  /** A private chat for each person who is let in. */
  readonly chats: readonly { readonly chat: SimChat; readonly person: Person }[]
  /** Removed at the end; holds `home` and `data`. */
  readonly directory: string
  /** All that a contender, Switchboard or baseline, needs. */
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Opens a world with so many people. Throws where no Claude executable was installed with the packages. */
export async function openWorld(people: number, options: BotApiOptions = {}): Promise<World> {
  const executable = await sdkExecutable(process.platform, process.arch)
  if (!executable) throw new Error('No Claude executable: run npm ci with optional packages.')
  const directory = await realpath(await mkdtemp(join(tmpdir(), 'switchboard-bench-')))
  const home = join(directory, 'home')
  const data = join(directory, 'data')
  await Promise.all([mkdir(home), mkdir(data)])
  const telegram = await createBotApi(options)
  const model = await createModel()
  const chats = Array.from({ length: people }, (_, index) => {
    const person = telegram.person({ name: `Person ${index + 1}` })
    return { person, chat: telegram.privateChat(person) }
  })
  return {
    telegram,
    model,
    chats,
    directory,
    environment: {
      ...(process.env['DISPLAY'] ? { DISPLAY: process.env['DISPLAY'] } : {}),
      ...(process.env['XAUTHORITY'] ? { XAUTHORITY: process.env['XAUTHORITY'] } : {}),
      ...(process.env['DBUS_SESSION_BUS_ADDRESS']
        ? { DBUS_SESSION_BUS_ADDRESS: process.env['DBUS_SESSION_BUS_ADDRESS'] }
        : {}),
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      LANG: 'C.UTF-8',
      BENCH_DATA: data,
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.url,
      TELEGRAM_ALLOWED_USERS: chats.map(({ person }) => person.id).join(','),
      CLAUDE_WORKING_DIR: home,
      CLAUDE_CLI_PATH: executable,
      ANTHROPIC_BASE_URL: model.url,
      ANTHROPIC_API_KEY: model.apiKey,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    },
    async close() {
      await Promise.all([telegram.close(), model.close()])
      await rm(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
