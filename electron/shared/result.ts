import { redact } from './secret.ts'

/** An expected failure, typed at the border: `code` for programs, `message` for people (names the thing and the remedy). */
export interface Failure {
  readonly ok: false
  readonly code: string
  readonly message: string
}

export interface Success<T> {
  readonly ok: true
  readonly value: T
}

/** What crosses a border (IPC, commands, stores). Unexpected faults are thrown; expected ones are returned. */
export type Result<T = void> = Success<T> | Failure

export const ok = <T>(value: T): Success<T> => ({ ok: true, value })
export const done: Success<void> = { ok: true, value: undefined }
export const fail = (code: string, message: string): Failure => ({ ok: false, code, message })

/** The message of anything that was thrown, without secrets: a library may name the address that it failed at. */
export const errorMessage = (error: unknown): string => redact(error instanceof Error ? error.message : String(error))
