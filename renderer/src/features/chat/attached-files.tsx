import { Paperclip, X } from 'lucide-react'

import { splitPath } from '@/lib/format.ts'
import { useT } from '@/lib/i18n/index.ts'

/** Files that will go along with the message. */
export function AttachedFiles({ files, onRemove }: { files: readonly string[]; onRemove: (path: string) => void }) {
  const t = useT()
  if (files.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-1.5 px-2 pt-2">
      {files.map((path) => (
        <li key={path} title={path} className="flex h-6 items-center gap-1 rounded-md bg-sunken pl-2 text-sm">
          <Paperclip aria-hidden size={12} className="text-muted" />
          {splitPath(path)[1]}
          <button
            type="button"
            aria-label={`${t.common.action.remove} ${splitPath(path)[1]}`}
            onClick={() => onRemove(path)}
            className="flex size-6 items-center justify-center rounded-md hover:bg-hover"
          >
            <X aria-hidden size={12} />
          </button>
        </li>
      ))}
    </ul>
  )
}
