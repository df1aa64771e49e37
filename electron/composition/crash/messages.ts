import type { FaultPlan } from './fault-plan.ts'

/** What a host is started with, as JSON in its first argument. */
export interface HostConfig {
  readonly dataDir: string
  readonly home: string
  readonly token: string
  readonly environment: Readonly<Record<string, string>>
  readonly faults: FaultPlan
}

/** From the host to the rig. */
export type FromHost =
  | { readonly type: 'ready' }
  | { readonly type: 'closed' }
  | { readonly type: 'log'; readonly level: string; readonly event: string; readonly fields: Record<string, unknown> }

/** From the rig to the host. `change a setting`: what only the dashboard can do. */
export interface ToHost {
  readonly type: 'close' | 'change a setting'
}
