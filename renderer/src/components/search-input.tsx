import { Search } from 'lucide-react'
import type { Ref } from 'react'

import { cx } from './cx.ts'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  /** Stands among other things, not on a bar of its own. */
  boxed?: boolean
  inputRef?: Ref<HTMLInputElement>
  onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void
}

/** Where one types to find. `data-search` is what the `/` key looks for. */
export function SearchInput({ label, value, onChange, boxed, inputRef, onKeyDown }: Props) {
  return (
    <label className="relative flex min-w-0 flex-1 items-center">
      <Search aria-hidden size={14} className="absolute left-2 text-faint" />
      <input
        ref={inputRef}
        data-search
        type="search"
        aria-label={label}
        placeholder={label}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className={cx(
          'h-7 w-full min-w-0 rounded-md bg-transparent pr-2 pl-7 -outline-offset-1 hover:bg-hover focus:bg-hover',
          boxed && 'min-w-48 border border-line-strong',
        )}
      />
    </label>
  )
}
