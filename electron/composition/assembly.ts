import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'

import type { ProcessSample } from '../claude/processes/sampler.ts'
import type {
  Backup,
  BotControl,
  ClaudeFinder,
  DesktopPorts,
  Exporter,
  FoundSessions,
  Undelivered,
} from '../desktop/ports.ts'
import { problemsOf } from '../sessions/problems.ts'
import { createProcessMonitor } from '../sessions/process-monitor.ts'
import { cleanupRecordSchema, createCleanup } from '../sessions/retention/cleanup.ts'
import { createCleanupEffects } from '../sessions/retention/effects.ts'
import { startJanitor } from '../sessions/retention/janitor.ts'
import type { ProcessView } from '../shared/app-state.ts'
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

/** A line, with everything that the desktop shows and controls of it. */
export interface Assembly {
  readonly line: Line
  readonly bot: BotControl
  readonly claude: ClaudeFinder
  readonly cleanup: DesktopPorts['cleanup']
  readonly found: FoundSessions
  readonly backup: Backup
  readonly exporter: Exporter
  readonly problems: () => readonly Problem[]
  readonly undelivered: Undelivered
  readonly sizeOf: (session: SessionId) => Promise<number>
  /** A window is seen, or no longer. */
  watch(visible: boolean): void
  start(): Promise<void>
  close(deadlineMs: number): Promise<void>
}

/** Builds a line with its clean-up, problems, backup and process figures. `onChange` is called when any of them may have changed. */
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
  const line = await openLine({
    ...options,
    onUndelivered: onChange,
    commandPorts: (base) => commandPorts(base, () => cleanup, dataDir),
  })
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
    async sample(pids) {
      const samples = await claude.sample(pids)
      return new Map(samples.map(({ children, ...own }) => [own.pid, [own, ...children].map(processView)]))
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
  const troubles = new Map<string, string | null>()
  for (const [name, source] of Object.entries({ store, settings })) {
    source.onTrouble((trouble) => {
      troubles.set(name, trouble)
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
        writeTrouble: [...troubles.values()].find((trouble) => trouble !== null) ?? null,
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
      sessions: () => Object.keys(store.data.sessions),
      transcripts: claude.transcripts,
    }),
    exporter: createExporter(sessions, history, claude.transcripts),
    problems,
    undelivered: {
      redeliver: (id) => outbox.redeliver(id).finally(onChange),
      discard: (id) => outbox.discard(id).finally(onChange),
    },
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
      await cleanup.close()
    },
  }
}

const processView = ({ cpuPercent, ...rest }: Omit<ProcessSample, 'children'>): ProcessView => ({
  ...rest,
  cpu: cpuPercent,
})
