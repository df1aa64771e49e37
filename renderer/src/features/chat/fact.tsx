import type { ReactNode } from 'react'

interface Props {
  name: string
  value: ReactNode
  mono?: boolean
  /** It has a line of the grid to itself. */
  wide?: boolean
}

/** A name and its value. */
export function Fact({ name, value, mono, wide }: Props) {
  return (
    <div className={wide ? 'col-span-full min-w-0' : 'min-w-0'}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd
        title={typeof value === 'string' ? value : undefined}
        className={mono ? 'selectable truncate font-mono text-sm' : 'num selectable truncate'}
      >
        {value}
      </dd>
    </div>
  )
}
