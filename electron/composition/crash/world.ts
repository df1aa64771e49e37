import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { telegramKey } from '../../shared/ids.ts'
import type { ChatKey } from '../../shared/ids.ts'
import { bash, createBotApi, createModel, text, wait } from '../../simulator/index.ts'
import type { BotApi, Model, Person, SimChat } from '../../simulator/index.ts'
import type { FaultPlan } from './fault-plan.ts'
import { startHost } from './host-process.ts'
import type { HostProcess } from './host-process.ts'
import type { FromHost } from './messages.ts'
import { claudeProcesses, ourProcesses } from './processes.ts'

/** Log lines that are kept for the message of a failed check. */
const LOG_LINES = 120

/** Something a person said. `word` stands in it, in its answer, and nowhere else. */
export interface SaidPrompt {
  readonly chat: SimChat
  readonly word: string
  readonly text: string
}

/** The kinds of work that are asked for: at once, for half a second in pieces, with a tool that needs permission. */
export type Work = 'echo' | 'slow' | 'tool'

/** One installation with both simulators around it. They live here; the host is a process and dies as often as one likes. */
export interface World {
  readonly home: string
  readonly dataDir: string
  readonly telegram: BotApi
  readonly model: Model
  readonly you: Person
  /** A private chat (streamed by drafts), a group (streamed by messages) and a forum, in one topic of which all is said. */
  readonly chats: readonly [SimChat, SimChat, SimChat]
  readonly said: readonly SaidPrompt[]
  /** What must never have happened, in words. */
  readonly violations: readonly string[]
  readonly lives: number
  /** The current host. Throws before the first `boot`. */
  host(): HostProcess
  /** Begins a life of the app; resolves when it serves or is dead already. */
  boot(faults?: FaultPlan): Promise<HostProcess>
  /** The person asks for work; each time with a new word. `agoMs`: sent so long ago (prompts of one second are one). */
  ask(chat: SimChat, work?: Work, agoMs?: number): SaidPrompt
  /** What this chat is called in our records: in the forum it is the topic. */
  keyOf(chat: SimChat): ChatKey
  /** Says exactly this. */
  tell(chat: SimChat, words: string, agoMs?: number): void
  /** Kills every Claude child with all it started, as a power loss would. */
  killChildren(): void
  log(): string
  close(): Promise<void>
}

const resumedOf = (command: string): string | undefined =>
  /--(?:resume|session-id)[= ]([0-9a-f-]{36})/.exec(command)?.[1]

function script(model: Model): void {
  model.on(/^slow /, ({ text: words }) => [text('begun. '), wait(400), text(`slow answer ${words.slice(5)}`)])
  model.on(/^tool /, ({ text: words }) => {
    const word = words.slice(5).split(/\s/)[0] ?? ''
    return [bash(`echo ran >> ran-${word}.txt`), text(`tool answer ${words.slice(5)}`)]
  })
  model.on(/^You were interrupted while working/, 'continued')
}

/** Makes the installation; nothing runs before `boot`. */
export async function createWorld(): Promise<World> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'crash-')))
  const home = join(root, 'home')
  const dataDir = join(root, 'data')
  await Promise.all([mkdir(home), mkdir(dataDir)])
  const [telegram, model] = await Promise.all([createBotApi(), createModel()])
  script(model)
  const you = telegram.person({ name: 'Ann' })
  const forum = telegram.supergroup({ title: 'Forum', members: [you], topics: true, admin: true })
  const chats = [telegram.privateChat(you), telegram.group({ title: 'Team', members: [you] }), forum] as const
  // The General topic has the id of the forum's first message: that one must not be ours.
  telegram.say(forum, you, 'Welcome')
  const topic = telegram.topic(forum, 'Builds')
  const said: SaidPrompt[] = []
  const violations: string[] = []
  const lines: string[] = []
  let host: HostProcess | null = null
  let lives = 0

  /** Claude has no lock: a child that has just been started must be the only one on its session. */
  const checkAlone = (pid: number): void => {
    const all = claudeProcesses(model.url)
    const session = resumedOf(all.find((one) => one.pid === pid)?.command ?? '')
    const rivals = all.filter((one) => one.pid !== pid && session !== undefined && resumedOf(one.command) === session)
    for (const rival of rivals) violations.push(`session ${session} was resumed while process ${rival.pid} held it`)
  }

  const heard = (message: FromHost): void => {
    if (message.type !== 'log') return
    const { level, event, fields } = message
    lines.push(`${lives} ${level} ${event} ${JSON.stringify(fields)}`)
    if (lines.length > LOG_LINES) lines.shift()
    if (event === 'claude.started') checkAlone(Number(fields['pid']))
    if (event === 'host.unhandled' || event === 'sessions.listener') violations.push(lines.at(-1) ?? event)
  }

  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    TELEGRAM_API_ROOT: telegram.url,
    TELEGRAM_ALLOWED_USERS: String(you.id),
    CLAUDE_WORKING_DIR: home,
    ANTHROPIC_BASE_URL: model.url,
    ANTHROPIC_API_KEY: model.apiKey,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
  }

  const tell = (chat: SimChat, words: string, agoMs = 0): void => {
    const text = chat.kind === 'private' ? words : `@${telegram.bot.username} ${words}`
    const sentAt = Date.now() - agoMs
    telegram.say(chat, you, { text, sentAt, ...(chat === forum ? { thread: topic } : {}) })
  }

  const killChildren = (): void => {
    for (const { pid } of ourProcesses(model.url)) {
      try {
        process.kill(pid, 'SIGKILL')
      } catch {
        // It ended by itself meanwhile.
      }
    }
  }

  return {
    home,
    dataDir,
    telegram,
    model,
    you,
    chats,
    said,
    violations,
    get lives() {
      return lives
    },
    host() {
      if (!host) throw new Error('No host has been booted.')
      return host
    },
    async boot(faults = {}) {
      lives++
      host = startHost({ dataDir, home, token: telegram.token, environment, faults }, heard)
      await host.ready
      return host
    },
    ask(chat, work = 'echo', agoMs = 0) {
      const word = `w${said.length}x`
      const prompt = { chat, word, text: `${work} ${word}` }
      said.push(prompt)
      tell(chat, prompt.text, agoMs)
      return prompt
    },
    keyOf: (chat) => telegramKey(chat === forum ? { chatId: chat.id, threadId: topic } : { chatId: chat.id }),
    tell,
    killChildren,
    log: () => lines.join('\n'),
    async close() {
      await host?.kill()
      killChildren()
      await Promise.all([telegram.close(), model.close()])
      await rm(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}
