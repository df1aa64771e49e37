import type { ReactNode } from 'react'

interface Props {
  title: string
  lead?: string
  actions?: ReactNode
  children: ReactNode
}

/** A screen: its title and actions on a line, and below them what scrolls. */
export function Page({ title, lead, actions, children }: Props) {
  return (
    <div className="flex h-full min-w-0 flex-col">
      <header className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2">
        <div className="min-w-0 flex-1">
          <h1 className="text-lg font-semibold">{title}</h1>
          {lead && <p className="text-sm text-muted">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className="min-h-0 flex-1 overflow-auto">{children}</div>
    </div>
  )
}
