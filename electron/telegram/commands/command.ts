import type { Sessions } from '../../sessions/api.ts'
import type { ChatRecord } from '../../shared/chat.ts'
import type { Clock } from '../../shared/clock.ts'
import type { ChatKey, PromptId } from '../../shared/ids.ts'
import type { Log } from '../../shared/log.ts'
import type { Actor } from '../../shared/prompt.ts'
import type { Result } from '../../shared/result.ts'
import type { Person } from '../../shared/settings.ts'
import type { SettingsService } from '../../storage/port.ts'
import type { Door } from '../access/door.ts'
import type { Button, Outbox } from '../port.ts'
import type { Content } from '../render/rich.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { CommandPorts } from './ports.ts'

/** What commands, buttons and approvals work with. */
export interface Desk {
  readonly sessions: Sessions
  readonly settings: SettingsService
  readonly outbox: Outbox
  readonly clock: Clock
  readonly log: Log
  readonly door: Door
  readonly ports: CommandPorts
  /** The person's home directory. */
  readonly home: string
  /** Makes a topic beside a chat, with the chat's directory. Fails with `no-topics` where the chat has none. */
  readonly openTopic: (chat: ChatKey, name: string) => Promise<Result>
  readonly button: (chat: ChatKey, spec: ButtonSpec) => Button
}

/** Who asks, where, and how to answer. */
export interface Asking {
  readonly chat: ChatKey
  readonly record: ChatRecord
  readonly person: Person
  readonly actor: Actor
  /** Sends a silent message to the chat, with rows of buttons under it. */
  readonly reply: (content: Content, buttons?: readonly (readonly ButtonSpec[])[]) => Promise<void>
}

export interface CommandContext extends Asking {
  readonly args: string
  /** The prompt id of this update: the same if the update is handled again. */
  readonly promptId: PromptId
  readonly messageId: number
  /** When the person sent it (epoch ms). */
  readonly sentAt: number
  /** Fetches the file whose caption the command is, or to which it replies, and says where it is; null where there is none. */
  readonly file: () => Promise<Result<{ readonly path: string } | null>>
}

export interface Command {
  readonly name: string
  readonly aliases?: readonly string[]
  /** For `/help` and Telegram's menu. */
  readonly description: string
  /** Its arguments, for `/help`: `<text>`. */
  readonly usage?: string
  readonly ownerOnly?: boolean
  /** Runs at once, whatever the chat is busy with. Only for what is quick and must not wait. */
  readonly urgent?: boolean
  run(context: CommandContext): Promise<void>
}

export interface PressContext extends Asking {
  readonly arg: string
  readonly messageId: number
  /** Shows a text at the top of the screen for a moment. Only the first call counts. */
  readonly toast: (text: string, alert?: boolean) => void
  /** Replaces the message that the button is under. */
  readonly edit: (content: Content, buttons?: readonly (readonly ButtonSpec[])[]) => Promise<void>
}

/** What a button does, by its verb. */
export interface Press {
  readonly verb: string
  readonly ownerOnly?: boolean
  /** It calls `toast` itself, and soon. All others are answered before they run. */
  readonly answersItself?: boolean
  /**
   * It belongs to one request, and works as long as that is open, even for a week. All others stand for a command, and
   * expire after two days: whoever presses one then does not mean the chat as it is now.
   */
  readonly lasts?: boolean
  run(context: PressContext): Promise<void>
}

/** Commands that belong together, and their buttons. */
export interface Family {
  readonly commands: readonly Command[]
  readonly presses?: readonly Press[]
}
