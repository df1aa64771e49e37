import { splitPath, tilde } from '@/lib/format.ts'
import { useApp } from '@/lib/services.ts'

import { cx } from './cx.ts'

/** A path whose middle gives way first: the last part stays readable, the whole is in the title. */
export function PathText({ path, className }: { path: string; className?: string }) {
  const home = useApp((app) => app.home)
  const [head, tail] = splitPath(tilde(path, home))
  return (
    <span className={cx('flex min-w-0 font-mono text-sm', className)} title={path}>
      {/* As wide as whole letters: the cut would otherwise leave a gap before the last part. */}
      <span className="flex min-w-0 max-w-[calc(round(down,100%_+_0.5px,1ch)_+_0.5px)]">
        <span className="truncate">{head.slice(0, -1)}</span>
        {/* The slash before the last part stays with it: cut away with the head it would join two words. */}
        <span className="max-w-full shrink-0 truncate">{`${head.slice(-1)}${tail}`}</span>
      </span>
    </span>
  )
}
