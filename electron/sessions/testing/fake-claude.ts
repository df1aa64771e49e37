import type {
  Claude,
  GivenPrompt,
  LiveSession,
  OpenOptions,
  SessionHolder,
  TranscriptAnswer,
} from '../../claude/port.ts'
import type { SessionId } from '../../shared/ids.ts'
import { done, fail, ok } from '../../shared/result.ts'
import type { Failure } from '../../shared/result.ts'
import type { PermissionMode } from '../../shared/settings.ts'
import type { TurnEvent, TurnFacts } from '../../shared/turn-events.ts'

type TurnEnded = Extract<TurnEvent, { type: 'turn ended' }>

export const noFacts: TurnFacts = {
  durationMs: 1,
  costUsd: 0.01,
  totalCostUsd: 0.01,
  tokens: { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 },
  contextUsed: 10,
  contextWindow: 100,
  model: 'test-model',
}

/** A child whose every word the test decides. */
export class FakeLive implements LiveSession {
  readonly startedAt = 0
  sessionId: SessionId | null
  readonly given: GivenPrompt[] = []
  interrupts = 0
  closed = false
  /** How long it was given to end by itself; undefined: as long as usual. */
  graceMs: number | undefined
  /** When set, the child is gone only after it. */
  closing: Promise<void> | null = null
  /** Models it was told while it was idle. */
  readonly models: (string | null)[] = []
  /** When set, another model is refused with it. */
  refuseModel: Failure | null = null
  /** Modes it was told while it ran. */
  readonly modes: PermissionMode[] = []
  #listener: ((event: TurnEvent) => void) | null = null
  readonly pid: number
  readonly options: OpenOptions

  constructor(pid: number, options: OpenOptions) {
    this.pid = pid
    this.options = options
    this.sessionId = options.fork ? null : (options.resume ?? null)
  }

  listen(listener: (event: TurnEvent) => void): void {
    this.#listener = listener
  }

  give(prompt: GivenPrompt): void {
    this.given.push(prompt)
  }

  say(event: TurnEvent): void {
    this.#listener?.(event)
  }

  /** The usual first words of a turn. */
  begin(): void {
    if (!this.sessionId) {
      this.sessionId = this.options.newId as SessionId
      this.say({ type: 'session named', sessionId: this.sessionId })
    }
    this.say({ type: 'turn started', model: 'test-model', mode: 'default', slashCommands: ['compact'] })
  }

  /** A whole turn. */
  answer(text: string): void {
    this.begin()
    this.say({ type: 'text', delta: text, block: true })
    this.end({ how: 'done' }, text)
  }

  /** `unprompted`: a turn that Claude began by itself. */
  end(outcome: TurnEnded['outcome'], text = '', { unprompted = false } = {}): void {
    const last = this.given.at(-1)
    const prompts = last && !unprompted ? [last.id] : []
    this.say({ type: 'turn ended', outcome, text, facts: noFacts, unprompted, prompts })
  }

  async interrupt(): Promise<void> {
    this.interrupts++
    this.end({ how: 'stopped' })
  }

  async setModel(model: string | null) {
    this.models.push(model)
    return this.refuseModel ?? done
  }

  async setMode(mode: PermissionMode) {
    this.modes.push(mode)
    return done
  }

  async close({ graceMs }: { readonly graceMs?: number } = {}): Promise<void> {
    if (this.closed) return
    this.closed = true
    this.graceMs = graceMs
    await this.closing
    this.say({ type: 'exited', code: 0, signal: null, stderr: '' })
  }
}

/** A Claude that opens such children, and whose transcripts and survivors the test decides. */
export class FakeClaude implements Claude {
  readonly opened: FakeLive[] = []
  /** When set, the next open fails with it. */
  refuse: Failure | null = null
  readonly answers = new Map<string, TranscriptAnswer>()
  /** Transcripts that were taken from elsewhere. */
  readonly taken = new Map<SessionId, readonly string[]>()
  /** When set, transcripts from elsewhere are refused with it. */
  refuseTranscripts: Failure | null = null
  readonly held = new Map<SessionId, SessionHolder[]>()
  readonly survivors = new Map<SessionId, Promise<'gone' | 'terminated' | 'foreign'>>()

  async open(options: OpenOptions) {
    const refused = this.refuse
    this.refuse = null
    if (refused) return refused
    if (options.resume && this.held.has(options.resume) && !options.fork)
      return fail('session-held', 'Open in a terminal.')
    const live = new FakeLive(1000 + this.opened.length, options)
    this.opened.push(live)
    return ok<LiveSession>(live)
  }

  get last(): FakeLive {
    const live = this.opened.at(-1)
    if (!live) throw new Error('no child was opened')
    return live
  }

  holders = async (session: SessionId) => this.held.get(session) ?? []
  waitForSurvivor = async (session: SessionId) => (await this.survivors.get(session)) ?? ('gone' as const)
  /** When set, survivors of an earlier run are ended only after it. */
  reaping: Promise<void> | null = null
  reap = async () => {
    await this.reaping
    return 0
  }
  transcripts = {
    find: async () => null,
    answerTo: async (_session: SessionId, prompt: string) =>
      this.answers.get(prompt) ?? { found: false, ended: false, text: '' },
    list: async () => [],
    size: async () => 0,
    known: async () => new Set<string>(),
    take: async (session: SessionId, transcript: { readonly from: string; readonly lines: readonly string[] }) => {
      if (this.refuseTranscripts) return this.refuseTranscripts
      this.taken.set(session, transcript.lines)
      return done
    },
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.opened.map((live) => live.close()))
  }
}
