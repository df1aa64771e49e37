import type { TurnView } from '../../sessions/api.ts'
import { activityWords } from '../../shared/activity.ts'
import type { ChatView } from '../../shared/app-state.ts'
import { shortId } from '../../shared/ids.ts'
import type { Content } from '../render/rich.ts'
import { bold, code, concat, lines } from '../render/rich.ts'
import { toolName } from '../render/tool-name.ts'
import { ago, duration, MODE_WORDS, oneLine, plural, tilde, tokens, usd } from '../render/words.ts'
import type { Desk, Family } from './command.ts'
import { activeChats } from './visible-chats.ts'

const row = (label: string, value: Content): Content => concat(bold(`${label}: `), value)

const modeWord = (mode: string): string => (MODE_WORDS as Readonly<Record<string, string>>)[mode] ?? mode

/** The preferences that differ from the settings, in words. Pure. */
function preferenceWords({ preferences }: Pick<ChatView, 'preferences'>): string {
  const { autoCompactTurns, toolCalls, streaming, facts, notifications, showTranscription } = preferences
  const parts = [
    autoCompactTurns === null ? 'no auto-compact' : autoCompactTurns && `compact after ${autoCompactTurns} turns`,
    toolCalls && `tool calls ${toolCalls}`,
    streaming && `streaming ${streaming}`,
    facts === undefined ? null : facts ? 'facts shown' : 'facts hidden',
    notifications && `notifications ${notifications}`,
    showTranscription === undefined ? null : showTranscription ? 'transcription shown' : 'transcription hidden',
  ]
  return parts.filter(Boolean).join(', ') || 'as in the settings'
}

/** Context left, in words; null until known. Pure. */
export const contextWords = ({
  contextUsed,
  contextWindow,
}: Pick<ChatView, 'contextUsed' | 'contextWindow'>): string | null =>
  contextUsed === null || contextWindow === null
    ? null
    : `${Math.max(0, Math.round(100 - (contextUsed / contextWindow) * 100))} % left (${tokens(contextUsed)} of ${tokens(contextWindow)})`

/** `“fix the build”, 42 s, Bash npm test (3 s)`: what was asked, for how long, and the tool at work. Pure. */
function runningWords({ prompt, startedAt, tool }: TurnView, now: number): string {
  const parts = [
    prompt?.text && `“${oneLine(prompt.text, 100)}”`,
    duration(now - startedAt),
    tool && `${toolName(tool.name)} ${oneLine(tool.summary, 120)} (${duration(now - tool.startedAt)})`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** `/status`: everything about this line, past whatever it is busy with. */
export function statusCommands(desk: Desk): Family {
  const { sessions, clock, home } = desk
  return {
    commands: [
      {
        name: 'status',
        description: 'What this chat is doing',
        urgent: true,
        async run({ chat, person, reply }) {
          const view = sessions.view(chat)
          if (!view) return await reply('This chat has no session yet. Write something to begin.')
          const now = clock.now()
          const turn = sessions.turn(chat)
          const context = contextWords(view)
          const active = activeChats(desk, person, chat).length
          await reply(
            lines(
              row('Chat', view.title),
              row('User', `${person.name || person.id} (${person.role})`),
              row(
                'Status',
                `${view.status}${view.activity === null ? '' : ` – ${oneLine(activityWords(view.activity), 200)}`}`,
              ),
              row(
                'Session',
                view.session === null ? 'none yet' : concat(code(view.session), ` (${shortId(view.session)})`),
              ),
              row('Model', `${view.model ?? 'default'}, mode ${modeWord(view.mode)}`),
              row(
                'Directory',
                concat(code(tilde(view.directory, home)), view.directoryExists ? '' : ' (is gone: /cd to another)'),
              ),
              row('Turns', String(view.turns)),
              row('Last activity', ago(view.lastActivityAt, now)),
              row('Preferences', preferenceWords(view)),
              turn ? row('Running', runningWords(turn, now)) : '',
              view.queue.length > 0 ? row('Waiting', `${plural(view.queue.length, 'prompt')}: /queue`) : '',
              row('Usage', `${usd(view.costUsd)}, today ${usd(view.costTodayUsd)}`),
              context === null ? '' : row('Context', context),
              view.unreachable === null ? '' : row('Unreachable', view.unreachable),
              `${plural(active, 'active session')} in all: /sessions`,
            ),
          )
        },
      },
    ],
  }
}
