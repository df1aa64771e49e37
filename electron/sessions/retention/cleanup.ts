import { z } from 'zod'

import { cleanupRunSchema } from '../../shared/cleanup.ts'
import type { CleanupItem, CleanupPreview, CleanupRun } from '../../shared/cleanup.ts'
import type { Clock } from '../../shared/clock.ts'
import type { ChatKey, SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Actor } from '../../shared/prompt.ts'
import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Journal } from '../../storage/port.ts'
import type { CleanupFacts } from './candidates.ts'
import { cleanupCandidates } from './candidates.ts'

/** One line of `journal/cleanup.jsonl`. */
export const cleanupRecordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: cleanupRunSchema }),
  z.object({ type: z.literal('undone'), id: z.string(), at: z.number() }),
])
export type CleanupRecord = z.infer<typeof cleanupRecordSchema>

/** What cleaning does to things. Each is small, so that no turn waits for it. */
export interface CleanupEffects {
  facts(): Promise<CleanupFacts>
  /** Bytes that purging a session frees. */
  sizeOf(session: SessionId): Promise<number>
  setChatArchived(chat: ChatKey, at: number | null): Promise<void>
  setSessionArchived(session: SessionId, at: number | null): Promise<void>
  /** Deletes record, history and transcript of a session for good. */
  purgeSession(session: SessionId): Promise<void>
  removeFile(path: string): Promise<void>
  endProcess(pid: number, startedAt: number): Promise<void>
}

export interface CleanupDeps {
  readonly effects: CleanupEffects
  readonly journal: Journal<CleanupRecord>
  readonly settings: () => Readonly<Settings>
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
}

/** Clean-up: preview → archive with undo → purge. Nothing goes that a preview did not show (promise 6). */
export interface Cleanup {
  preview(groups: readonly string[] | null): Promise<CleanupPreview>
  /** Ids of everything that this preview showed; none where it is too old. */
  shown(token: string): readonly string[]
  /** Applies chosen items of a preview; those that became busy or changed since are left alone and named. */
  apply(token: string, items: readonly string[], by: Actor): Promise<Result<CleanupRun>>
  /** Stops a run between two items. */
  cancel(): void
  undo(run: string, by: Actor): Promise<Result>
  /** Newest first. */
  history(): readonly CleanupRun[]
}

/** Previews that may still be applied. */
const KEPT_PREVIEWS = 10

export function createCleanup(deps: CleanupDeps): Cleanup {
  const { effects, clock } = deps
  const previews = new Map<string, CleanupPreview>()
  const runs: CleanupRun[] = []
  for (const record of deps.journal.found) {
    if (record.type === 'run') runs.unshift(record.run)
    else markUndone(runs, record.id, record.at)
  }
  let cancelled = false

  const candidates = async (): Promise<CleanupItem[]> =>
    cleanupCandidates(await effects.facts(), deps.settings().retention)

  const sized = async (item: CleanupItem): Promise<CleanupItem> =>
    item.action === 'purge' && item.size === 0
      ? { ...item, size: await effects.sizeOf(keyOf(item) as SessionId) }
      : item

  const applyItem = async (item: CleanupItem): Promise<void> => {
    const key = keyOf(item)
    const at = clock.now()
    switch (item.group) {
      case 'idle chats':
      case 'missing directories':
        return effects.setChatArchived(key as ChatKey, at)
      case 'old sessions':
      case 'records without transcript':
        return effects.setSessionArchived(key as SessionId, at)
      case 'archived sessions':
      case 'orphan transcripts':
        return effects.purgeSession(key as SessionId)
      case 'temporary uploads':
      case 'old logs':
        return effects.removeFile(key)
      case 'dead processes': {
        const [pid = '', startedAt = ''] = key.split(':')
        return effects.endProcess(Number(pid), Number(startedAt))
      }
    }
  }

  const runItems = async (
    items: readonly CleanupItem[],
    by: Actor,
    skipped: CleanupRun['skipped'],
  ): Promise<CleanupRun> => {
    const cleaned: CleanupItem[] = []
    const still = new Set((await candidates()).map((item) => item.id))
    cancelled = false
    for (const item of items) {
      if (cancelled) skipped.push({ id: item.id, why: 'the clean-up was stopped before it' })
      else if (!still.has(item.id)) skipped.push({ id: item.id, why: 'it is in use or has changed since the preview' })
      else {
        try {
          await applyItem(item)
          cleaned.push(item)
        } catch (error) {
          skipped.push({ id: item.id, why: errorMessage(error) })
        }
      }
    }
    const run: CleanupRun = {
      id: deps.newId(),
      at: clock.now(),
      by: by.name ?? by.surface,
      items: cleaned,
      skipped,
      freed: cleaned.reduce((sum, item) => sum + item.size, 0),
      undoable: cleaned.some((item) => item.action === 'archive'),
      undoneAt: null,
    }
    await deps.journal.append({ type: 'run', run })
    runs.unshift(run)
    deps.log.info('audit.cleanup', { run: run.id, items: cleaned.length, freed: run.freed, by })
    return run
  }

  return {
    async preview(groups) {
      const items = (await candidates()).filter((item) => groups === null || groups.includes(item.group))
      const preview = { token: deps.newId(), at: clock.now(), items: await Promise.all(items.map(sized)) }
      previews.set(preview.token, preview)
      const oldest = previews.keys().next().value
      if (previews.size > KEPT_PREVIEWS && oldest !== undefined) previews.delete(oldest)
      return preview
    },

    shown: (token) => previews.get(token)?.items.map((item) => item.id) ?? [],

    async apply(token, ids, by) {
      const preview = previews.get(token)
      if (!preview) return fail('preview-gone', 'This preview is too old. Preview again, then clean up.')
      const shown = new Map(preview.items.map((item) => [item.id, item]))
      const items = ids.flatMap((id) => shown.get(id) ?? [])
      const unknown = ids.filter((id) => !shown.has(id)).map((id) => ({ id, why: 'the preview did not show it' }))
      return ok(await runItems(items, by, unknown))
    },

    cancel: () => void (cancelled = true),

    async undo(id, by) {
      const run = runs.find((candidate) => candidate.id === id)
      if (!run || !run.undoable || run.undoneAt !== null)
        return fail('not-undoable', 'This clean-up cannot be undone (any more).')
      for (const item of run.items) {
        if (item.action !== 'archive') continue
        if (item.group === 'idle chats' || item.group === 'missing directories')
          await effects.setChatArchived(keyOf(item) as ChatKey, null)
        else await effects.setSessionArchived(keyOf(item) as SessionId, null)
      }
      const at = clock.now()
      await deps.journal.append({ type: 'undone', id, at })
      markUndone(runs, id, at)
      deps.log.info('audit.cleanup-undone', { run: id, by })
      return ok(undefined)
    },

    history: () => runs,
  }
}

const keyOf = (item: CleanupItem): string => item.id.slice(item.group.length + 1)

function markUndone(runs: CleanupRun[], id: string, at: number): void {
  const index = runs.findIndex((run) => run.id === id)
  const run = runs[index]
  if (run) runs[index] = { ...run, undoneAt: at }
}
