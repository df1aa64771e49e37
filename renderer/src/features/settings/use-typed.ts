import { useState } from 'react'

/** What is being typed, until it is kept: by Enter or on leaving. A value from elsewhere replaces it. */
export function useTyped(value: string, keep: (typed: string) => void) {
  const [typed, setTyped] = useState(value)
  const [known, setKnown] = useState(value)
  if (known !== value) {
    setKnown(value)
    setTyped(value)
  }
  const finish = () => typed !== value && keep(typed)
  return {
    value: typed,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value),
    onBlur: finish,
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === 'Enter') finish()
      else if (event.key === 'Escape') setTyped(value)
    },
  }
}
