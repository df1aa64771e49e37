import type { Notification, NotificationConstructorOptions } from 'electron'

import type { ApprovalAnswer } from '../../shared/approval.ts'
import type { Log } from '../../shared/log.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Notice } from './decision.ts'

/** Buttons under a notification that can be answered, in this order. */
const ANSWERS = ['allow once', 'deny'] as const
const LABELS = { 'allow once': 'Allow once', deny: 'Deny' }

/**
 * A body as Linux wants it: its panels read markup (Desktop Notifications Specification), and Electron passes on what
 * it is given. A part of a command that looks like a tag would not be seen, and a name could be a link. Pure.
 */
const asMarkup = (body: string): string => body.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Shows notices. */
export interface Notifier {
  show(notice: Notice): void
  /** A plain word from the app itself; a click opens the window. */
  tell(title: string, body: string): void
  close(): void
}

export interface NotifierDeps {
  readonly make: (options: NotificationConstructorOptions) => Notification
  readonly supported: () => boolean
  readonly platform: NodeJS.Platform
  readonly icon: string | null
  readonly open: (notice: Notice | null) => void
  readonly answer: (approval: string, answer: ApprovalAnswer) => void
  readonly log: Log
}

export function createNotifier(deps: NotifierDeps): Notifier {
  /** Kept while they stand: one that is collected loses its click. Newest last. */
  const standing = new Set<Notification>()

  const present = (
    { body, ...options }: NotificationConstructorOptions & { readonly body: string },
    notice: Notice | null,
  ): void => {
    try {
      if (!deps.supported()) return
      const words = deps.platform === 'linux' ? asMarkup(body) : body
      const notification = deps.make({ ...options, body: words, ...(deps.icon ? { icon: deps.icon } : {}) })
      standing.add(notification)
      notification.on('click', () => deps.open(notice))
      notification.on('close', () => standing.delete(notification))
      notification.on('action', (details: { actionIndex?: number }, index?: number) => {
        // Electron before 38 gave the index as second argument only.
        const decision = ANSWERS[details.actionIndex ?? index ?? -1]
        if (decision && notice?.approval) deps.answer(notice.approval.id, { decision })
      })
      notification.show()
    } catch (error) {
      deps.log.warn('notification.fault', { message: errorMessage(error) })
    }
  }

  return {
    show(notice) {
      const answerable = notice.approval !== null && deps.platform !== 'linux'
      present(
        {
          title: notice.title,
          body: notice.body,
          silent: notice.kind === 'done',
          ...(answerable ? { actions: ANSWERS.map((answer) => ({ type: 'button', text: LABELS[answer] })) } : {}),
        },
        notice,
      )
    },
    tell: (title, body) => present({ title, body, silent: true }, null),
    close() {
      for (const notification of standing) notification.close()
      standing.clear()
    },
  }
}
