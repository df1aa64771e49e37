import { childEnvironment } from '../claude/child/environment.ts'
import type { DesktopPorts } from '../desktop/ports.ts'
import type { SessionEvent } from '../sessions/api.ts'
import { createEmitter } from '../sessions/emitter.ts'
import type { Problem } from '../shared/problems.ts'
import { createQueue } from '../shared/queue.ts'
import { done, errorMessage, fail } from '../shared/result.ts'
import type { Result } from '../shared/result.ts'
import type { Settings } from '../shared/settings.ts'
import { assemble } from './assembly.ts'
import type { Assembly } from './assembly.ts'
import { startDemoLine } from './demo-line.ts'
import type { DemoLine } from './demo-line.ts'
import { createLogReader } from './log-reader.ts'
import { switchable } from './switchable.ts'

type HostOptions = Omit<Parameters<typeof assemble>[0], 'onChange' | 'log'> & {
  /** Problems that only the desktop knows about: those of the keychain. */
  readonly moreProblems: () => readonly Problem[]
}

/** The app without its desktop: the real line, or the demo in place of it. */
export interface Host {
  readonly ports: DesktopPorts
  /** Starts the real line, or the demo. */
  start(demo: boolean): Promise<void>
  close(deadlineMs: number): Promise<void>
}

/** How long a line may take to end when the demo takes its place (milliseconds). */
const SWITCH_MS = 5000

export async function createHost(options: HostOptions): Promise<Host> {
  const { fileLog: log } = options
  const report = (error: unknown): void => log.error('host.listener', { error })
  const changes = createEmitter<void>(report)
  const events = createEmitter<SessionEvent>(report)
  const settingsChanges = createEmitter<Readonly<Settings>>(report)
  const demoChanges = createEmitter<void>(report)
  const building = { ...options, log, onChange: () => changes.emit() }

  let real: Assembly | null = await assemble(building)
  let demo: DemoLine | null = null
  let current: Assembly = real
  let watching = false
  let ways: (() => void)[] = []

  /** Makes an assembly the current one. Listeners hear of its chats as if they were new. */
  const attach = (next: Assembly): void => {
    const before = current.line.sessions.chats()
    for (const leave of ways) leave()
    current.watch(false)
    current = next
    const { sessions, settings } = next.line
    ways = [sessions.subscribe(events.emit), settings.onChange(settingsChanges.emit)]
    for (const { key } of before) if (!sessions.chat(key)) events.emit({ type: 'chat removed', chat: key })
    for (const { key } of sessions.chats()) events.emit({ type: 'chat changed', chat: key })
    settingsChanges.emit(settings.current)
    next.watch(watching)
    changes.emit()
  }
  attach(real)

  /** One switch at a time: two lines on one data directory would write over each other. */
  const inTurn = createQueue()

  const startDemo = async (): Promise<Result> => {
    if (demo) return done
    try {
      const executable = (await current.claude.look()).path
      const running = await startDemoLine({ ...building, executable })
      running.simulators.onChange(() => demoChanges.emit())
      demo = running
      const left = real
      real = null
      attach(running.assembly)
      await left?.close(SWITCH_MS)
      return done
    } catch (error) {
      return fail('demo-failed', `The demo could not be started: ${errorMessage(error)}`)
    }
  }

  const stopDemo = async (): Promise<Result> => {
    const left = demo
    if (!left) return done
    real = await assemble(building)
    demo = null
    attach(real)
    demoChanges.emit()
    await Promise.all([left.close(SWITCH_MS), real.start()])
    return done
  }

  const inDemo = (act: (running: DemoLine) => void): Result => {
    if (!demo) return fail('no-demo', 'The demo is not running.')
    try {
      act(demo)
      return done
    } catch (error) {
      return fail('demo-failed', errorMessage(error))
    }
  }

  const logs = createLogReader(log, () => ({
    version: options.version,
    bot: current.bot.state(),
    claude: current.claude.state(),
    problems: current.problems(),
  }))
  const ports: DesktopPorts = {
    sessions: switchable(() => current.line.sessions, { subscribe: events.subscribe }),
    settings: switchable(() => current.line.settings, { onChange: settingsChanges.subscribe }),
    history: switchable(() => current.line.history, {}),
    usage: switchable(() => current.line.usage, {}),
    bot: switchable(() => current.bot, {}),
    claude: switchable(() => current.claude, {}),
    cleanup: switchable(() => current.cleanup, {}),
    found: switchable(() => current.found, {}),
    backup: switchable(() => current.backup, {}),
    undelivered: switchable(() => current.undelivered, {}),
    exporter: switchable(() => current.exporter, {}),
    logs,
    problems: { list: () => [...current.problems(), ...(demo ? [] : options.moreProblems())] },
    sizeOf: (session) => current.sizeOf(session),
    watch(visible) {
      watching = visible
      current.watch(visible)
    },
    onChange: changes.subscribe,
    childEnvironment: () => childEnvironment(options.environment, { path: null }),
    demo: {
      get active() {
        return demo !== null
      },
      start: () => inTurn(startDemo),
      stop: () => inTurn(stopDemo),
      messages: () => demo?.simulators.messages() ?? [],
      say: async (text) => inDemo((running) => running.simulators.say(text)),
      press: async (message, data) => inDemo((running) => running.simulators.press(message, data)),
      onChange: demoChanges.subscribe,
    },
  }

  return {
    ports,
    async start(withDemo) {
      const started = withDemo ? await inTurn(startDemo) : done
      if (!demo) await real?.start()
      if (!started.ok) log.error('host.demo', { message: started.message })
    },
    async close(deadlineMs) {
      await inTurn(() => Promise.all([demo?.close(deadlineMs), real?.close(deadlineMs)]))
    },
  }
}
