import type { Result } from '@shared/result.ts'
import { useCallback, useEffect, useEffectEvent, useState } from 'react'

interface Asked<T> {
  /** What came; null until it has. */
  readonly value: T | null
  /** Why nothing came, in main's words. */
  readonly error: string | null
  readonly again: () => void
}

/**
 * Asks when the component appears, whenever `about` changes, and again when told to. An answer to an
 * older question is dropped. What stood there stays until the new answer is here.
 */
export function useAsked<T>(ask: () => Promise<Result<T>>, about = ''): Asked<T> {
  const [state, setState] = useState<{ value: T | null; error: string | null }>({ value: null, error: null })
  const [round, setRound] = useState(0)
  const again = useCallback(() => setRound((n) => n + 1), [])
  const question = `${round} ${about}`

  const put = useEffectEvent(ask)
  useEffect(() => {
    let current: string | null = question
    const asked = question
    const run = async () => {
      const reply = await put()
      if (asked !== current) return
      setState((now) => (reply.ok ? { value: reply.value, error: null } : { value: now.value, error: reply.message }))
    }
    void run()
    return () => {
      current = null
    }
  }, [question])
  return { ...state, again }
}
