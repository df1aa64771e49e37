import { randomUUID } from 'node:crypto'
import { totalmem } from 'node:os'
import { join } from 'node:path'

import { createClaude } from '../claude/index.ts'
import type { ClaudeDriver } from '../claude/index.ts'
import { createSystemTable } from '../claude/processes/system-table.ts'
import type { Final } from '../sessions/api.ts'
import { createPromptJournal, promptRecordSchema } from '../sessions/prompt-journal.ts'
import { createSessions } from '../sessions/sessions.ts'
import type { SessionsService } from '../sessions/sessions.ts'
import { createUsage, usageRecordSchema } from '../sessions/usage.ts'
import type { Usage } from '../sessions/usage.ts'
import type { Clock } from '../shared/clock.ts'
import { telegramAddress } from '../shared/ids.ts'
import type { Log } from '../shared/log.ts'
import type { Secret } from '../shared/secret.ts'
import { nodeDisk } from '../storage/disk.ts'
import type { Disk } from '../storage/disk.ts'
import { durableFiles } from '../storage/durable-files.ts'
import { openHistory } from '../storage/history/open-history.ts'
import { openJournal } from '../storage/journal/open-journal.ts'
import type { History, Store, StoreData } from '../storage/port.ts'
import { makePrivate } from '../storage/private-directory.ts'
import { openSettings } from '../storage/settings/open-settings.ts'
import type { OpenedSettings } from '../storage/settings/open-settings.ts'
import { openSessionsStore } from '../storage/store/sessions-store.ts'
import { createTelegram, intakeRecordSchema, pairingRecordSchema } from '../telegram/index.ts'
import type { CommandPorts, Telegram } from '../telegram/index.ts'
import { finalRecordSchema } from '../telegram/outbox/final-record.ts'
import { createOutbox } from '../telegram/outbox/outbox.ts'
import { createTransport } from '../telegram/outbox/transport.ts'
import type { Outbox } from '../telegram/port.ts'
import { planFinal } from '../telegram/render/final.ts'
import { renderMarkdown } from '../telegram/render/markdown.ts'
import { splitRich } from '../telegram/render/split.ts'
import { createStreamer } from '../telegram/stream/streamer.ts'
import { directoryExists } from './directory-exists.ts'
import { createSendFile } from './send-file.ts'

export interface LineOptions {
  /** Everything of this installation lies here (see "What lies on disk" in docs/architecture.md). Absolute. */
  readonly dataDir: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly token: () => Secret | null
  readonly voiceKey: () => Secret | null
  readonly clock: Clock
  readonly log: Log
  readonly disk?: Disk
  /** An answer waits for the person: it could not be delivered for a day. */
  readonly onUndelivered?: () => void
  /** Makes what commands need beyond the domain, once the domain is built. */
  readonly commandPorts?: (line: Omit<Line, 'telegram'>) => CommandPorts
}

/** The whole line without a desktop: storage, Claude, the domain and the bot. Runs in plain Node. */
export interface Line {
  readonly settings: OpenedSettings
  readonly store: Store<StoreData>
  readonly history: History
  readonly claude: ClaudeDriver
  readonly sessions: SessionsService
  readonly usage: Usage
  readonly outbox: Outbox
  readonly telegram: Telegram
  /** Recovers what an earlier run left, then connects. */
  start(): Promise<void>
  /** Ends everything, one part after the other; nothing of ours runs afterwards. */
  close(deadlineMs: number): Promise<void>
}

/** Opens a data directory and builds the line on it. Nothing runs until `start`. */
export async function openLine(options: LineOptions): Promise<Line> {
  const { dataDir, clock, log, environment, home } = options
  const disk = options.disk ?? nodeDisk
  const storage = { disk, clock, log }
  const journalAt = (name: string): string => join(dataDir, 'journal', name)

  await makePrivate(dataDir, log)
  const [settings, store, prompts, finals, updates, pairings, turns] = await Promise.all([
    openSettings({ ...storage, dir: dataDir, environment, isDirectory: directoryExists }),
    openSessionsStore(dataDir, storage),
    openJournal({ file: journalAt('prompts.jsonl'), schema: promptRecordSchema, ...storage }),
    openJournal({ file: journalAt('finals.jsonl'), schema: finalRecordSchema, ...storage }),
    openJournal({ file: journalAt('updates.jsonl'), schema: intakeRecordSchema, ...storage }),
    openJournal({ file: journalAt('pairings.jsonl'), schema: pairingRecordSchema, ...storage }),
    openJournal({ file: journalAt('usage.jsonl'), schema: usageRecordSchema, ...storage }),
  ])
  const current = () => settings.current
  const history = openHistory({ dir: dataDir, capMb: () => current().retention.historyMbPerSession, ...storage })
  const usage = createUsage({ journal: turns, clock, log })
  const secrets = (): string[] => [options.token(), options.voiceKey()].flatMap((secret) => secret?.expose() ?? [])
  const apiRoot = () => current().bot.apiRoot
  const sendFile = createSendFile({ outbox: () => outbox, chat: (key) => sessions.chat(key), apiRoot })
  const claude = createClaude({
    clock,
    log,
    environment,
    ledgerPath: join(dataDir, 'processes.json'),
    waitingDirectory: join(dataDir, 'transcripts'),
    files: durableFiles(disk),
    executable: () => current().claude.executable,
    secrets,
    mcpServers: sendFile.servers,
  })

  const sessions = createSessions({
    store,
    journal: createPromptJournal(prompts, log),
    history,
    claude,
    settings: current,
    deliver: (final) => (telegramAddress(final.chat) ? deliver(final) : Promise.resolve()),
    recordUsage: usage.record,
    usageToday: usage.today,
    directoryExists,
    earlierHistory: claude.transcripts.readHistory,
    home,
    memory: totalmem(),
    clock,
    log,
    newId: randomUUID,
  })

  const processes = createSystemTable()
  const transport = createTransport({ token: options.token, apiRoot, clock })
  const outbox = createOutbox({
    transport,
    journal: finals,
    plan: (final, into) => planFinal(final, into, preferencesOf(final)),
    onUnreachable: (chat, reason) => void sessions.setUnreachable(chat, reason),
    onUndelivered() {
      log.warn('telegram.undelivered')
      options.onUndelivered?.()
    },
    clock,
    log,
  })
  const preferencesOf = (final: Final) => {
    const own = sessions.chat(final.chat)?.preferences ?? {}
    const { toolCalls, facts } = current().streaming
    return {
      toolCalls: own.toolCalls ?? toolCalls,
      facts: own.facts ?? facts,
      notifications: own.notifications ?? 'all',
    }
  }

  const base = { settings, store, history, claude, sessions, usage, outbox, start, close }
  const telegram = createTelegram({
    sessions,
    outbox,
    settings,
    journal: updates,
    pairings,
    clock,
    log,
    token: options.token,
    voiceKey: options.voiceKey,
    dataDir,
    home,
    render: (markdown) => splitRich(renderMarkdown(markdown)),
    ports: options.commandPorts?.(base) ?? {},
    fetch: globalThis.fetch,
    processStart: async (pid) => (await processes.one(pid))?.startTime ?? null,
  })
  const streamer = createStreamer({
    sessions,
    outbox,
    drafts: outbox.drafts,
    settings: current,
    stopButton: telegram.stopButton,
    render: renderMarkdown,
    clock,
  })
  const deliver = (final: Final): Promise<void> => streamer.finish(final)
  const unfollow = settings.onChange(() => sessions.settingsChanged())

  async function start(): Promise<void> {
    outbox.recover()
    await sessions.start()
    telegram.start()
  }

  async function close(deadlineMs: number): Promise<void> {
    unfollow()
    const rest = [history, updates, pairings, usage, settings, store]
    const steps = [
      telegram.stop,
      async () => streamer.close(),
      () => sessions.shutdown(deadlineMs),
      outbox.close,
      ...rest.map((part) => part.close),
    ]
    // In this order. If the disk refuses one, the others must still be closed.
    for (const step of steps) await step().catch((error: unknown) => log.error('line.close', { error }))
  }

  return { ...base, telegram }
}
