import type { Api } from 'grammy'

/** What the bridges studied do: one message, edited at most this often. */
const EDIT_MS = 1500

/** An answer that grows in one message of a chat. */
export interface EditedAnswer {
  show(text: string): void
  finish(text: string): Promise<void>
}

/** Sends the first text at once and edits it afterwards, without any retry. */
export function editedAnswer(api: Api, chat: number): EditedAnswer {
  let message: number | null = null
  let shown = ''
  let shownAt = 0
  let busy: Promise<void> = Promise.resolve()

  const put = async (text: string): Promise<void> => {
    if (text === shown || text === '') return
    shown = text
    shownAt = Date.now()
    if (message === null) message = (await api.sendMessage(chat, text)).message_id
    else await api.editMessageText(chat, message, text)
  }
  const next = (text: string): Promise<void> => (busy = busy.then(() => put(text)))

  return {
    show(text) {
      if (Date.now() - shownAt < EDIT_MS) return
      shownAt = Date.now()
      void next(text)
    },
    finish: next,
  }
}
