import type { Cleanup } from '../../sessions/retention/cleanup.ts'
import type { Usage } from '../../sessions/usage.ts'
import type { SessionRecord } from '../../shared/chat.ts'
import type { ChatKey, SessionId } from '../../shared/ids.ts'
import type { Actor } from '../../shared/prompt.ts'
import type { Result } from '../../shared/result.ts'
import type { History } from '../../storage/port.ts'

/** Writes sessions out. */
interface Exporter {
  /** Writes the file below the data directory's temporary folder and says where; the caller sends it. */
  exportSession(
    session: SessionId,
    format: 'markdown' | 'json' | 'html',
  ): Promise<Result<{ readonly path: string; readonly name: string }>>
}

/** Takes exported sessions in. */
interface Importer {
  importSession(
    chat: ChatKey,
    path: string,
    by: Actor,
  ): Promise<Result<{ readonly session: SessionRecord; readonly entries: number }>>
}

/** What Claude has of a session on disk. */
interface TranscriptFacts {
  of(session: SessionId): Promise<{ readonly path: string | null; readonly bytes: number }>
}

/**
 * What the commands need beyond `Sessions`. A command whose port is missing is not registered, so neither menu nor help
 * lists it.
 */
export interface CommandPorts {
  readonly cleanup?: Pick<Cleanup, 'preview' | 'shown' | 'apply' | 'undo'>
  readonly usage?: Pick<Usage, 'today' | 'report'>
  readonly history?: Pick<History, 'page' | 'search'>
  readonly exporter?: Exporter
  readonly importer?: Importer
  readonly transcripts?: TranscriptFacts
  /** Models that `/model` offers as buttons; any other name can be typed. */
  readonly models?: readonly string[]
}
