import type { ReactNode } from 'react'

/** What stands where nothing is: why, and what to do next. */
export function Empty({ title, text, children }: { title: string; text?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex h-full min-h-40 flex-col items-center justify-center gap-1 p-8 text-center">
      <h2 className="text-lg font-semibold">{title}</h2>
      {text && <p className="max-w-96 text-muted">{text}</p>}
      {children && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}
