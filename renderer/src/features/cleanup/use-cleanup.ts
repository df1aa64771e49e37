import type { CleanupItem, CleanupPreview } from '@shared/cleanup.ts'
import { useState } from 'react'

import { useNumbers, useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

import { choose, firstChoice } from './selection.ts'

/** The course of a clean-up: look, choose, apply (or stop), undo. */
export function useCleanup() {
  const t = useT()
  const { bytes } = useNumbers()
  const { client, toast, untoast } = useServices()
  const [preview, setPreview] = useState<CleanupPreview | null>(null)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [busy, setBusy] = useState<number | null>(null)
  const { value: runs, again } = useAsked(() => client.ask('cleanup.history'))

  const look = async () => {
    const reply = await client.call('cleanup.preview', { groups: null })
    if (!reply.ok) return
    setPreview(reply.value)
    setSelection(firstChoice(reply.value.items))
  }
  const undo = async (run: string) => {
    const reply = await client.call('cleanup.undo', { run })
    if (reply.ok) {
      untoast(run)
      again()
      setPreview(null)
    }
  }
  const apply = async (items: readonly CleanupItem[]) => {
    if (!preview) return
    setBusy(items.length)
    const reply = await client.call('cleanup.apply', { token: preview.token, items: items.map((item) => item.id) })
    setBusy(null)
    // A token serves once: what is left is looked at anew.
    setPreview(null)
    again()
    if (!reply.ok) return
    const { value: run } = reply
    toast({
      id: run.id,
      text: t.cleanup.finished(run.items.length, run.freed === 0 ? null : bytes(run.freed)),
      ...(run.undoable ? { action: { label: t.common.action.undo, run: () => void undo(run.id) } } : {}),
    })
  }
  const cancel = () => {
    void client.call('cleanup.cancel')
    toast({ text: t.cleanup.stopped })
  }
  const select = (ids: readonly string[], on: boolean) => setSelection((now) => choose(now, ids, on))
  return { preview, selection, busy, runs: runs ?? [], look, apply, cancel, undo, select }
}
