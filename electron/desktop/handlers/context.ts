import type { Result } from '../../shared/result.ts'
import type { Dialogs } from '../dialogs.ts'
import type { Handlers } from '../ipc/registrar.ts'
import type { OpenPlace } from '../places/open-places.ts'
import type { DesktopPorts } from '../ports.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { StatePublisher } from '../state/publisher.ts'
import type { Tail } from '../state/tail.ts'
import type { Updates } from '../updates/updates.ts'

/** What the handlers act on. */
export interface HandlerContext {
  readonly ports: DesktopPorts
  readonly state: Pick<StatePublisher, 'snapshot'>
  /** The page says whether it is seen. It does so first when it listens. */
  readonly watched: (visible: boolean) => void
  readonly tail: Pick<Tail, 'follow'>
  readonly dialogs: Dialogs
  readonly secrets: Pick<Secrets, 'has' | 'variable' | 'set' | 'delete' | 'backend' | 'available'>
  readonly updates: Pick<Updates, 'check'>
  readonly openPlace: OpenPlace
  /** Opens an address in the browser, where it may be opened. */
  readonly openExternal: (url: string) => Promise<Result>
  readonly openFolder: (path: string) => Promise<Result>
  readonly copy: (text: string) => void
  readonly quit: () => void
  readonly newId: () => string
  readonly home: string
  /** Where files lie that go along with prompts. */
  readonly inboxDir: string
  /** `2026-11-21`, local: for names of files. */
  readonly today: () => string
}

/** The handlers of one area: those whose names begin with `area.`. */
export type Area<A extends string> = Pick<Handlers, Extract<keyof Handlers, `${A}.${string}`>>
