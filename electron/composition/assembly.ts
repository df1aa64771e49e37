import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'

import type { Backup, BotControl, ClaudeFinder, DesktopPorts, Exporter, FoundSessions } from '../desktop/ports.ts'
import { problemsOf } from '../sessions/problems.ts'
import { createProcessMonitor } from '../sessions/process-monitor.ts'
import { cleanupRecordSchema, createCleanup } from '../sessions/retention/cleanup.ts'
import { createCleanupEffects } from '../sessions/retention/effects.ts'
import { startJanitor } from '../sessions/retention/janitor.ts'
import type { SessionId } from '../shared/ids.ts'
import type { Problem } from '../shared/problems.ts'
import { nodeDisk } from '../storage/disk.ts'
import { openJournal } from '../storage/journal/open-journal.ts'
import type { FileLog } from '../storage/log/log.ts'
import { createBackups } from './backups.ts'
import { createBotControl } from './bot-control.ts'
import { watchChatTroubles } from './chat-troubles.ts'
import { createClaudeFinder, lookOnChange } from './claude-finder.ts'
import { commandPorts } from './command-ports.ts'
import { directoryExists } from './directory-exists.ts'
import { createExporter } from './exporter.ts'
import { createFoundSessions } from './found-sessions.ts'
import { openLine } from './line.ts'
import type { Line, LineOptions } from './line.ts'
import { createProblemMemory } from './problem-memory.ts'

/** A line with everything that the desktop shows and controls of it. */
export interface Assembly {
  readonly line: Line
  readonly bot: BotControl
  readonly claude: ClaudeFinder
  readonly cleanup: DesktopPorts['cleanup']
  readonly found: FoundSessions
  readonly backup: Backup
  readonly exporter: Exporter
  readonly problems: () => readonly Problem[]
  readonly sizeOf: (session: SessionId) => Promise<number>
  /** A window is seen, or no longer. */
  watch(visible: boolean): void
  start(): Promise<void>
  close(deadlineMs: number): Promise<void>
}

/** Builds a line and its clean-up, problems, backup and figures. `onChange` is called when any of them may have changed. */
export async function assemble(
  options: LineOptions & { readonly fileLog: FileLog; readonly version: string; readonly onChange: () => void },
): Promise<Assembly> {
  const { dataDir, clock, log, onChange } = options
  const cleanups = await openJournal({
    file: join(dataDir, 'journal', 'cleanup.jsonl'),
    schema: cleanupRecordSchema,
    disk: nodeDisk,
    log,
  })
  let writeTrouble: string | null = null

  const line = await openLine({ ...options, commandPorts: (base) => commandPorts(base, () => cleanup, dataDir) })
  const { sessions, store, history, claude, settings, outbox } = line
  const cleanup = createCleanup({
    effects: createCleanupEffects({
      sessions,
      store,
      history,
      claude,
      deadProcesses: claude.leftovers,
      endProcess: claude.endLeftover,
      inboxDir: join(dataDir, 'inbox'),
      logsDir: dirname(options.fileLog.file),
      currentLog: options.fileLog.file,
      directoryExists,
      clock,
    }),
    journal: cleanups,
    settings: () => settings.current,
    clock,
    log,
    newId: randomUUID,
  })
  const finder = createClaudeFinder(claude, onChange, () => settings.current.claude.executable)
  const monitor = createProcessMonitor({
    livePids: sessions.livePids,
    async sample(pid) {
      const view = ({ name, memory, cpuPercent, startedAt, ...rest }: Sample) => ({
        pid: rest.pid,
        name,
        memory,
        cpu: cpuPercent,
        startedAt,
      })
      return (await claude.sample([pid])).flatMap((process) => [view(process), ...process.children.map(view)])
    },
    publish: sessions.setProcesses,
    checkDirectories: sessions.checkDirectories,
    clock,
    log,
  })
  const ways = [
    line.telegram.onState(onChange),
    line.telegram.onPairings(onChange),
    settings.onChange(onChange),
    lookOnChange(finder, settings),
    watchChatTroubles(sessions, onChange),
  ]
  for (const source of [store, settings]) {
    source.onTrouble((trouble) => {
      writeTrouble = trouble
      onChange()
    })
  }

  const remember = createProblemMemory()
  const problems = (): readonly Problem[] =>
    remember(
      problemsOf({
        now: clock.now(),
        bot: line.telegram.state(),
        claude: finder.state(),
        badVariables: settings.badVariables,
        damage: [...store.damage, ...settings.damage],
        writeTrouble,
        chats: sessions.chats().flatMap((chat) => sessions.view(chat.key) ?? []),
        undelivered: outbox.undelivered(),
      }),
    )

  return {
    line,
    bot: createBotControl(line),
    claude: finder,
    cleanup,
    found: createFoundSessions(claude, store),
    backup: createBackups({
      dataDir,
      version: options.version,
      flush: async () => void (await Promise.all([store.flush(), settings.flush(), history.flush()])),
    }),
    exporter: createExporter(sessions, history),
    problems,
    sizeOf: async (session) => (await history.size(session)) + (await claude.transcripts.size(session)),
    watch: monitor.watch,
    async start() {
      void finder.look()
      ways.push(startJanitor({ cleanup, clock, log }))
      await line.start()
    },
    async close(deadlineMs) {
      monitor.watch(false)
      for (const leave of ways) leave()
      await line.close(deadlineMs)
      await cleanups.close()
    },
  }
}

interface Sample {
  readonly pid: number
  readonly name: string
  readonly memory: number
  readonly cpuPercent: number
  readonly startedAt: number
}
