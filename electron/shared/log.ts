export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/**
 * The log that every room writes: events with a dotted name and fields, not sentences
 * (`log.warn('telegram.poll.conflict', { retryInMs: 2000 })`). Every value is redacted before it is kept.
 */
export interface Log {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void
  info(event: string, fields?: Readonly<Record<string, unknown>>): void
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void
  error(event: string, fields?: Readonly<Record<string, unknown>>): void
}

/** A log that keeps nothing, for tests. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} }

export interface LogEntry {
  readonly at: number
  readonly level: LogLevel
  readonly scope: string
  readonly message: string
  readonly fields?: Record<string, unknown>
}
