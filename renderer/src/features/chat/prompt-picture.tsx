import type { SessionId } from '@shared/ids.ts'
import { useState } from 'react'

import { cx } from '@/components/cx.ts'
import { useServices } from '@/lib/services.ts'
import { useAsked } from '@/lib/use-asked.ts'

interface Props {
  session: SessionId
  position: number
  index: number
  name: string
}

/** A picture that was sent, small until it is clicked. Nothing stands there once its file is gone: it is named below. */
export function PromptPicture({ session, position, index, name }: Props) {
  const { client } = useServices()
  const [large, setLarge] = useState(false)
  const { value } = useAsked(() => client.ask('history.picture', { session, position, index }))
  if (value === null) return null
  return (
    <button
      type="button"
      aria-expanded={large}
      aria-label={name}
      onClick={() => setLarge(!large)}
      className={cx('overflow-hidden rounded-md border bg-bg', large && 'w-full')}
    >
      <img src={value} alt="" className={large ? 'w-full object-contain' : 'h-24 max-w-64 object-cover'} />
    </button>
  )
}
