import type { LogEntry, LogLevel } from '../../shared/log.ts'
import { redact } from '../../shared/secret.ts'

/** A field longer than this is cut: a log is read by people. */
const FIELD_CHARACTERS = 2000
const DEPTH = 4

/** Fields whose value is never kept, whatever it looks like. */
const SECRET_NAMES = /^(token|apikey|api_key|password|authorization|secret)$/i

/** A value as a log may hold it: redacted, cut, without prototypes, cycles or functions. */
function plain(value: unknown, depth: number): unknown {
  if (typeof value === 'string') {
    const text = redact(value)
    return text.length > FIELD_CHARACTERS ? `${text.slice(0, FIELD_CHARACTERS)}… (${text.length} characters)` : text
  }
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Error) return plain({ name: value.name, message: value.message, stack: value.stack }, depth)
  if (typeof value !== 'object') return value === undefined ? undefined : `[${typeof value}]`
  if (depth >= DEPTH) return '[…]'
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => plain(item, depth + 1))
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON(), depth + 1)
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_NAMES.test(name) ? '[redacted]' : plain(item, depth + 1),
    ]),
  )
}

/** One entry. `telegram.poll.conflict` is scope `telegram` and message `poll.conflict`. Pure. */
export function logEntry(
  at: number,
  level: LogLevel,
  event: string,
  fields: Readonly<Record<string, unknown>> | undefined,
): LogEntry {
  const dot = event.indexOf('.')
  const scope = dot === -1 ? event : event.slice(0, dot)
  const message = dot === -1 ? event : event.slice(dot + 1)
  const entry = { at, level, scope, message }
  return fields ? { ...entry, fields: plain(fields, 0) as Record<string, unknown> } : entry
}
