import { Search } from 'lucide-react'
import type { Ref } from 'react'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  inputRef?: Ref<HTMLInputElement>
  onKeyDown?: (event: React.KeyboardEvent<HTMLInputElement>) => void
}

/** Where one types to find. `data-search` is what the `/` key looks for. */
export function SearchInput({ label, value, onChange, inputRef, onKeyDown }: Props) {
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
        className="h-7 w-full min-w-0 rounded-md bg-transparent pr-2 pl-7 outline-offset-0 hover:bg-hover focus:bg-hover"
      />
    </label>
  )
}
