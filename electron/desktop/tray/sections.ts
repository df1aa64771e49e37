import type { ChatView } from '../../shared/app-state.ts'
import type { Approval } from '../../shared/approval.ts'
import type { TrayItem } from './action.ts'
import { chatLabel, chatsIn, menuTitle } from './chats.ts'
import type { TrayFacts } from './facts.ts'

/** Rows of a section before "n more…". */
const ROWS = 5

/** Chats that wait for a person, each with its answers at hand. Never cut short: nobody who waits is hidden. */
export function needsYouItems(facts: TrayFacts): TrayItem[] {
  const chats = chatsIn(facts.state.chats, 'needs you')
  if (chats.length === 0) return []
  const approvals = Object.values(facts.state.approvals).sort((a, b) => a.askedAt - b.askedAt)
  return [
    { kind: 'separator', id: 'needs-you-separator' },
    { kind: 'label', id: 'needs-you', label: 'Needs you' },
    ...chats.map((chat) =>
      waitingChat(
        chat,
        approvals.filter((approval) => approval.chat === chat.key),
      ),
    ),
  ]
}

function waitingChat(chat: ChatView, approvals: readonly Approval[]): TrayItem {
  const [approval] = approvals
  const about = approval ? menuTitle(approval.title) : null
  return {
    kind: 'submenu',
    id: `chat:${chat.key}`,
    label: about ? `${menuTitle(chat.title)}: ${about}` : chatLabel(chat),
    items: [
      ...(approval ? answers(approval) : []),
      ...(approvals.length > 1
        ? [{ kind: 'label' as const, id: `more:${chat.key}`, label: `${approvals.length - 1} more to answer` }]
        : []),
      ...(chat.status === 'failed'
        ? [action(`retry:${chat.key}`, 'Try again', { do: 'retry', chat: chat.key })]
        : chat.status === 'stale'
          ? [action(`stop:${chat.key}`, 'Stop', { do: 'stop', chat: chat.key })]
          : []),
      ...opening(chat),
    ],
  }
}

/** An approval's own answers; a question can only be answered where there is room for it. */
function answers(approval: Approval): TrayItem[] {
  if (approval.kind === 'question') return []
  const { id, rule } = approval
  return [
    action(`allow-once:${id}`, 'Allow once', { do: 'answer', approval: id, decision: 'allow once' }),
    ...(rule === null
      ? []
      : [
          action(`allow-for-session:${id}`, 'Allow for session', {
            do: 'answer',
            approval: id,
            decision: 'allow for session',
          }),
        ]),
    action(`deny:${id}`, 'Deny', { do: 'answer', approval: id, decision: 'deny' }),
    { kind: 'separator', id: `answers-separator:${id}` },
  ]
}

function opening(chat: ChatView): TrayItem[] {
  return [
    action(`open:${chat.key}`, 'Open chat', { do: 'open chat', chat: chat.key }),
    ...(chat.kind === 'local'
      ? []
      : [action(`telegram:${chat.key}`, 'Open in Telegram', { do: 'open place', chat: chat.key, where: 'telegram' })]),
  ]
}

/** Chats that work, with Stop. */
export function workingItems(facts: TrayFacts): TrayItem[] {
  const rows = chatsIn(facts.state.chats, 'working')
  return section('working', 'Working', rows, (chat) => ({
    kind: 'submenu',
    id: `chat:${chat.key}`,
    label: chatLabel(chat),
    items: [
      action(`stop:${chat.key}`, 'Stop', { do: 'stop', chat: chat.key }),
      action(`open:${chat.key}`, 'Open chat', { do: 'open chat', chat: chat.key }),
      action(`folder:${chat.key}`, 'Open folder', { do: 'open place', chat: chat.key, where: 'folder' }),
    ],
  }))
}

/** Chats that have an answer nobody has looked at. */
export function unreadItems(facts: TrayFacts): TrayItem[] {
  const rows = chatsIn(facts.state.chats, 'unread').toReversed()
  const items = section('unread', 'Unread', rows, (chat) =>
    action(`chat:${chat.key}`, menuTitle(chat.title), { do: 'open chat', chat: chat.key }),
  )
  return items.length > 0 ? [...items, action('mark-all-read', 'Mark all read', { do: 'mark all read' })] : []
}

function section(id: string, label: string, chats: readonly ChatView[], row: (chat: ChatView) => TrayItem): TrayItem[] {
  if (chats.length === 0) return []
  const more = chats.length - ROWS
  return [
    { kind: 'separator', id: `${id}-separator` },
    { kind: 'label', id, label },
    ...chats.slice(0, ROWS).map(row),
    ...(more > 0 ? [action(`${id}-more`, `${more} more…`, { do: 'open', screen: 'chats' })] : []),
  ]
}

type ActionItem = Extract<TrayItem, { kind: 'action' }>

/** An entry that does something. */
export const action = (
  id: string,
  label: string,
  what: ActionItem['action'],
  look: Pick<ActionItem, 'checked' | 'radio'> = {},
): TrayItem => ({ kind: 'action', id, label, action: what, ...look })
