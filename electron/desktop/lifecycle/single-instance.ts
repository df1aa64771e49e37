import type { App } from 'electron'

/** What a second start tells the first. */
interface Knock {
  readonly hidden: boolean
}

/**
 * Takes the lock of this user data directory. False where another instance has it: that one is told, and shows its
 * window unless the second start was `--hidden`; the caller then exits with 0.
 */
export function claimInstance(
  app: Pick<App, 'requestSingleInstanceLock' | 'on'>,
  hidden: boolean,
  onKnock: (hidden: boolean) => void,
): boolean {
  const knock: Knock = { hidden }
  if (!app.requestSingleInstanceLock({ ...knock })) return false
  app.on('second-instance', (_event, _argv, _directory, data) =>
    onKnock((data as Partial<Knock> | null)?.hidden === true),
  )
  return true
}
