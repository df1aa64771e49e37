import type { NoticeAction, SessionEvent } from '../../sessions/api.ts'
import { promptIdSchema, telegramAddress } from '../../shared/ids.ts'
import { errorMessage } from '../../shared/result.ts'
import type { Desk, Press } from '../commands/command.ts'
import { plain } from '../render/rich.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import { isHushed } from './hushed.ts'

/** One letter each: a prompt's id and the signature leave little of 64 bytes. */
const LETTERS = { continue: 'c', 'ask again': 'a', drop: 'd', fork: 'f', stop: 's' } as const satisfies Record<
  NoticeAction['action'],
  string
>

const noticeButton = ({ label, action, prompt }: NoticeAction): ButtonSpec => ({
  label,
  verb: 'notice',
  arg: `${LETTERS[action]}:${prompt ?? ''}`,
})

type Notice = Extract<SessionEvent, { type: 'notice' }>

/** What the people of a chat must be told, and what they may do about it. */
export function createNotices({ sessions, outbox, button, log }: Desk): {
  onEvent(event: SessionEvent): void
  readonly presses: readonly Press[]
} {
  const show = async ({ chat, text, actions, loud }: Notice): Promise<void> => {
    const buttons = actions.map((action) => [button(chat, noticeButton(action))])
    try {
      const sent = await outbox.send(chat, {
        rich: plain(text),
        buttons,
        silent: !loud || isHushed(sessions.chat(chat)),
      })
      if (!sent.ok) log.warn('telegram.notice.not-sent', { chat, reason: sent.message })
    } catch (error) {
      log.error('telegram.notice.failed', { chat, error: errorMessage(error) })
    }
  }
  return {
    onEvent(event) {
      if (event.type !== 'notice' || !telegramAddress(event.chat)) return
      void show(event)
    },
    presses: [
      {
        verb: 'notice',
        answersItself: true,
        lasts: true,
        async run({ chat, arg, actor, toast, edit }) {
          const [letter, id] = arg.split(':')
          const action = (Object.keys(LETTERS) as NoticeAction['action'][]).find((one) => LETTERS[one] === letter)
          const prompt = promptIdSchema.safeParse(id)
          const act = async () => {
            if (action === 'fork') return await sessions.forkSession(chat, actor)
            if (action === 'stop') return await sessions.stop(chat, actor)
            if (action === undefined || !prompt.success)
              return { ok: false, message: 'This is no longer open.' } as const
            log.info('audit.notice', { chat, action, prompt: prompt.data, by: actor.userId })
            return await sessions.resolveInterrupted(prompt.data, action, actor)
          }
          const result = await act()
          toast(result.ok ? '' : result.message, !result.ok)
          if (!result.ok) return
          const done = {
            continue: 'Continuing.',
            'ask again': 'Asking again.',
            drop: 'Dropped.',
            fork: 'Going on in a copy.',
            stop: 'Stopped.',
          }
          if (action !== undefined) await edit(`${done[action]}${actor.name === undefined ? '' : ` (${actor.name})`}`)
        },
      },
    ],
  }
}
