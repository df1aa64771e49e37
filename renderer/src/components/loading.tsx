import { useT } from '@/lib/i18n/index.ts'

/** Something is on its way: a dot that breathes, and the word. */
export function Loading({ label }: { label?: string }) {
  const t = useT()
  return (
    <div role="status" className="flex items-center justify-center gap-2 p-4 text-muted">
      <span aria-hidden className="breathing size-1.5 rounded-full bg-works" />
      {label ?? t.common.loading}
    </div>
  )
}
