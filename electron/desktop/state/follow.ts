import type { SessionEvent } from '../../sessions/api.ts'
import type { DesktopPorts } from '../ports.ts'
import type { StateBook } from './state-book.ts'

/** Marks in the book what an event of the domain may have changed. */
export function markEvent(book: StateBook, event: SessionEvent): void {
  switch (event.type) {
    case 'chat changed':
    case 'chat removed':
    case 'turn progress':
      book.chatChanged(event.chat)
      break
    case 'turn started':
      book.chatChanged(event.turn.chat)
      book.headChanged()
      break
    case 'turn ended':
      book.chatChanged(event.final.chat)
      book.headChanged()
      break
    case 'prompt accepted':
    case 'prompt removed':
      book.chatChanged(event.prompt.chat)
      break
    case 'approval opened':
    case 'approval closed':
      book.chatChanged(event.approval.chat)
      book.approvalsChanged()
      break
    case 'notice':
      book.chatChanged(event.chat)
  }
}

/** Keeps the book in step with domain, settings and the rest. Returns the way out. */
export function followPorts(book: StateBook, ports: DesktopPorts): () => void {
  const ways = [
    ports.sessions.subscribe((event) => markEvent(book, event)),
    ports.settings.onChange(() => {
      book.headChanged()
      // A row shows the mode and model that the settings give it.
      for (const chat of ports.sessions.chats()) book.chatChanged(chat.key)
    }),
    ports.onChange(() => book.headChanged()),
  ]
  return () => ways.forEach((leave) => leave())
}
