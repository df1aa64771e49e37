import { Paperclip } from 'lucide-react'
import { useRef } from 'react'

import { IconButton } from '@/components/icon-button.tsx'
import { useT } from '@/lib/i18n/index.ts'

/** Files by the system's own dialog, for those who neither drop nor paste. */
export function AttachButton({ onFiles }: { onFiles: (files: FileList) => void }) {
  const t = useT()
  const field = useRef<HTMLInputElement>(null)
  return (
    <>
      <IconButton label={t.detail.attach} icon={Paperclip} onClick={() => field.current?.click()} />
      <input
        ref={field}
        type="file"
        multiple
        hidden
        aria-label={t.detail.attach}
        onChange={(event) => {
          if (event.target.files) onFiles(event.target.files)
          // The same file can be chosen again.
          event.target.value = ''
        }}
      />
    </>
  )
}
