import type { ReactNode } from 'react'

/** A name and its value. */
export function Fact({ name, value, mono }: { name: string; value: ReactNode; mono?: boolean }) {
  return (
    <div className="min-w-0">
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
