import { useState } from 'react'

import { cx } from '@/components/cx.ts'
import { useT } from '@/lib/i18n/index.ts'

/** Lines shown before somebody asks for all. */
const SHOWN = 20

/** A tool's output. The end is what matters most, so that is what stands there first. */
export function LongText({ text, failed }: { text: string; failed: boolean }) {
  const t = useT()
  const [all, setAll] = useState(false)
  const lines = text.split('\n')
  const cut = !all && lines.length > SHOWN
  return (
    <div className="rounded-md border bg-sunken">
      {cut && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="w-full border-b px-3 py-1 text-left text-sm text-muted hover:bg-hover"
        >
          {t.detail.showAll(lines.length)}
        </button>
      )}
      {/* Scrolled by the keyboard as well. */}
      <pre tabIndex={0} className={cx('code max-h-96 overflow-auto px-3 py-2', failed ? 'text-failed' : 'text-muted')}>
        {cut ? lines.slice(-SHOWN).join('\n') : text}
      </pre>
    </div>
  )
}
