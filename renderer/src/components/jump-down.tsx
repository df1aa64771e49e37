import { ArrowDown } from 'lucide-react'

import { useT } from '@/lib/i18n/index.ts'

/** Back to the newest, and how much came meanwhile. */
export function JumpDown({ below, onJump }: { below: number; onJump: () => void }) {
  const t = useT()
  return (
    <button
      type="button"
      onClick={onJump}
      className="num absolute bottom-3 left-1/2 flex h-7 -translate-x-1/2 items-center gap-1.5 rounded-full bg-raised px-3 text-sm shadow-float hover:bg-hover"
    >
      <ArrowDown aria-hidden size={13} />
      {below > 0 ? t.detail.below(below) : t.detail.toNewest}
    </button>
  )
}
