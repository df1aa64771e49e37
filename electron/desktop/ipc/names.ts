import type { CallName, EventName } from '../../shared/ipc.ts'

/*
 * The contract's names without its schemas: the preload runs in every page and must not carry a validator of
 * half a megabyte along. The compiler keeps both lists complete.
 */

/** Calls that a page may make. */
export const CALL_NAMES = {
  'state.get': true,
  'state.watch': true,
  'chats.new': true,
  'chats.say': true,
  'chats.keepPasted': true,
  'chats.stop': true,
  'chats.newSession': true,
  'chats.setDirectory': true,
  'chats.filesWithCommands': true,
  'chats.pickDirectory': true,
  'chats.setPreferences': true,
  'chats.rename': true,
  'chats.markRead': true,
  'chats.archive': true,
  'chats.unarchive': true,
  'chats.fork': true,
  'chats.park': true,
  'chats.endProcess': true,
  'chats.retry': true,
  'chats.export': true,
  'chats.open': true,
  'queue.edit': true,
  'queue.drop': true,
  'queue.move': true,
  'queue.text': true,
  'queue.resolve': true,
  'answers.redeliver': true,
  'answers.discard': true,
  'approvals.answer': true,
  'sessions.of': true,
  'sessions.resume': true,
  'sessions.found': true,
  'sessions.adopt': true,
  'history.page': true,
  'history.search': true,
  'history.picture': true,
  'history.tail': true,
  'cleanup.preview': true,
  'cleanup.apply': true,
  'cleanup.cancel': true,
  'cleanup.undo': true,
  'cleanup.history': true,
  'usage.get': true,
  'logs.page': true,
  'logs.diagnostics': true,
  'logs.openFolder': true,
  'settings.get': true,
  'settings.set': true,
  'settings.reset': true,
  'settings.setSecret': true,
  'bot.check': true,
  'bot.pause': true,
  'bot.letIn': true,
  'bot.removePerson': true,
  'claude.look': true,
  'demo.start': true,
  'demo.stop': true,
  'demo.messages': true,
  'demo.say': true,
  'demo.press': true,
  'app.openExternal': true,
  'app.copy': true,
  'app.backup': true,
  'app.restore': true,
  'app.checkUpdates': true,
  'app.quit': true,
} as const satisfies Record<CallName, true>

/** Events that a page may hear. */
export const EVENT_NAMES = {
  patch: true,
  tail: true,
  demo: true,
  open: true,
  log: true,
} as const satisfies Record<EventName, true>

/** All channels carry this; equal to the contract's own (a test compares them). */
export const PREFIX = 'switchboard:'
