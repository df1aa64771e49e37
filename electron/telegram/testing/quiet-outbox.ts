import { done, ok } from '../../shared/result.ts'
import type { Outbox } from '../port.ts'

/** An outbox that takes everything and sends nothing. Tests put over it what they look at. */
export const quietOutbox: Outbox = {
  send: async () => ok(1),
  sendPassing: async () => ok(1),
  keep: async () => undefined,
  edit: async () => done,
  remove: async () => done,
  sendFile: async () => ok(1),
  typing: () => undefined,
  react: () => undefined,
  answerCallback: async () => undefined,
  final: async () => undefined,
  undelivered: () => [],
  redeliver: async () => done,
  discard: async () => done,
  pause: () => undefined,
  resume: () => undefined,
  close: async () => undefined,
}
