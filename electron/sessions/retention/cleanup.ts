import { z } from 'zod'

import { cleanupRunSchema, LEFT_ALONE } from '../../shared/cleanup.ts'
import type { CleanupItem, CleanupPreview, CleanupRun } from '../../shared/cleanup.ts'
import type { Clock } from '../../shared/clock.ts'
import { forgetOldest } from '../../shared/forget-oldest.ts'
import type { ChatKey, SessionId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Actor } from '../../shared/prompt.ts'
import { errorMessage, fail, ok } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import type { Settings } from '../../shared/settings.ts'
import type { Journal } from '../../storage/port.ts'
import { createLedgerJournal } from '../ledger-journal.ts'
import type { CleanupFacts } from './candidates.ts'
import { cleanupCandidates } from './candidates.ts'

/** One line of `journal/cleanup.jsonl`. */
export const cleanupRecordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), run: cleanupRunSchema }),
  z.object({ type: z.literal('undone'), id: z.string(), at: z.number() }),
])
export type CleanupRecord = z.infer<typeof cleanupRecordSchema>

/** What a clean-up does to things, in small steps, so that no turn waits for it. */
export interface CleanupEffects {
  /** What the rules of these groups look at (null: of all groups). Facts for other groups are not gathered. */
  facts(groups: readonly string[] | null): Promise<CleanupFacts>
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
  /** `most`: no more things than that are looked at closely. */
  preview(groups: readonly string[] | null, most?: number): Promise<CleanupPreview>
  /** Ids of everything that this preview showed; none where it is too old. */
  shown(token: string): readonly string[]
  /** Applies chosen items of a preview; those that became busy or changed since are left alone and named. */
  apply(token: string, items: readonly string[], by: Actor): Promise<Result<CleanupRun>>
  /** Stops a run between two items. */
  cancel(): void
  undo(run: string, by: Actor): Promise<Result>
  /** Newest first. */
  history(): readonly CleanupRun[]
  close(): Promise<void>
}

/** Groups whose rules need nothing from disk: they are checked again before each item. */
const FROM_MEMORY = new Set<CleanupItem['group']>(['idle chats', 'old sessions', 'archived sessions'])

/** Runs that "history" shows and Undo can reach: years of them. */
const KEPT_RUNS = 200

/** Previews that may still be applied. */
const KEPT_PREVIEWS = 10

export function createCleanup(deps: CleanupDeps): Cleanup {
  const { effects, clock } = deps
  const previews = new Map<string, CleanupPreview>()
  let runs: readonly CleanupRun[] = []
  const journal = createLedgerJournal<CleanupRecord>({
    journal: deps.journal,
    apply(record) {
      if (record.type === 'run') runs = [record.run, ...runs].slice(0, KEPT_RUNS)
      else runs = runs.map((run) => (run.id === record.id ? { ...run, undoneAt: record.at } : run))
    },
    live: () => runs.toReversed().map((run) => ({ type: 'run', run })),
    onCompactFailed: (error) => deps.log.warn('cleanup.compact', { error }),
  })
  /** The run that a person can stop. The janitor's own runs beside it, and cannot be stopped. */
  let stoppable: AbortController | null = null

  const candidates = async (groups: readonly string[] | null): Promise<CleanupItem[]> =>
    cleanupCandidates(await effects.facts(groups), deps.settings().retention)

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
    unknown: CleanupRun['skipped'],
    stopped: AbortSignal,
  ): Promise<CleanupRun> => {
    const skipped = [...unknown]
    const cleaned: CleanupItem[] = []
    const idsOf = async (groups: readonly string[]) => new Set((await candidates(groups)).map(({ id }) => id))
    const still = await idsOf(items.map(({ group }) => group))
    for (const item of items) {
      // A prompt may have come while the items before it were cleaned.
      const now = FROM_MEMORY.has(item.group) ? await idsOf([item.group]) : still
      if (stopped.aborted) skipped.push({ id: item.id, why: LEFT_ALONE.stopped })
      else if (!now.has(item.id)) skipped.push({ id: item.id, why: LEFT_ALONE.changed })
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
    await journal.write({ type: 'run', run })
    deps.log.info('audit.cleanup', { run: run.id, items: cleaned.length, freed: run.freed, by })
    return run
  }

  return {
    async preview(groups, most) {
      const found = (await candidates(groups)).filter((item) => groups === null || groups.includes(item.group))
      const items = await Promise.all(found.slice(0, most).map(sized))
      const preview = { token: deps.newId(), at: clock.now(), items }
      previews.set(preview.token, preview)
      forgetOldest(previews, KEPT_PREVIEWS)
      return preview
    },

    shown: (token) => previews.get(token)?.items.map((item) => item.id) ?? [],

    async apply(token, ids, by) {
      const preview = previews.get(token)
      if (!preview) return fail('preview-gone', 'This preview is too old. Preview again, then clean up.')
      const shown = new Map(preview.items.map((item) => [item.id, item]))
      const items = ids.flatMap((id) => shown.get(id) ?? [])
      const unknown = ids.filter((id) => !shown.has(id)).map((id) => ({ id, why: LEFT_ALONE.notShown }))
      const stop = new AbortController()
      if (by.surface !== 'switchboard') stoppable = stop
      return ok(await runItems(items, by, unknown, stop.signal))
    },

    cancel: () => stoppable?.abort(),

    async undo(id, by) {
      const run = runs.find((candidate) => candidate.id === id)
      if (!run || !run.undoable || run.undoneAt !== null)
        return fail('not-undoable', 'This clean-up cannot be undone (any more).')
      const gone: string[] = []
      for (const item of run.items) {
        if (item.action !== 'archive') continue
        const isChat = item.group === 'idle chats' || item.group === 'missing directories'
        const back = isChat
          ? effects.setChatArchived(keyOf(item) as ChatKey, null)
          : effects.setSessionArchived(keyOf(item) as SessionId, null)
        await back.catch((error: unknown) => gone.push(`${item.title}: ${errorMessage(error)}`))
      }
      if (gone.length > 0) return fail('not-undoable', `Not everything came back. ${gone.join(' ')}`)
      const at = clock.now()
      await journal.write({ type: 'undone', id, at })
      deps.log.info('audit.cleanup-undone', { run: id, by })
      return ok(undefined)
    },

    history: () => runs,
    close: journal.close,
  }
}

const keyOf = (item: CleanupItem): string => item.id.slice(item.group.length + 1)
