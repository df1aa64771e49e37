import { permissionModeSchema } from '../../shared/settings.ts'
import type { PermissionMode } from '../../shared/settings.ts'
import { bold, concat } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import { MODE_WORDS, oneLine } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { Asking, Desk, Family } from './command.ts'

/** Names that Claude Code resolves to the newest model of each kind. */
const MODELS: readonly string[] = ['opus', 'sonnet', 'haiku']
const DEFAULT = 'default'
const BYPASS_WARNING = 'Claude now acts without asking, on everything on this machine. /mode ask goes back.'

/** The mode that somebody typed, by Claude's name or by ours. Pure. */
function readMode(text: string): PermissionMode | null {
  const plain = text.toLowerCase().replaceAll(/[\s_-]/g, '')
  return permissionModeSchema.options.find((mode) => mode.toLowerCase() === plain) ?? null
}

/** `/model` and `/mode`. */
export function modelCommands({ sessions, settings, ports }: Desk): Family {
  const setModel = async ({ chat, actor }: Asking, name: string): Promise<Content> => {
    const result = await sessions.setPreferences(chat, { model: name === DEFAULT ? undefined : name }, actor)
    return result.ok ? concat('Model: ', bold(name)) : result.message
  }
  const setMode = async ({ chat, actor, person }: Asking, mode: PermissionMode): Promise<Content> => {
    if (mode === 'bypass' && person.role !== 'owner') return 'Only the owner may let Claude act without asking.'
    if (mode === 'bypass' && !settings.current.claude.allowBypass)
      return 'Bypass is switched off. It can be allowed in Settings → Claude, at the desk.'
    const result = await sessions.setPreferences(chat, { mode }, actor)
    if (!result.ok) return result.message
    return concat('Mode: ', bold(MODE_WORDS[mode]), mode === 'bypass' ? `. ${BYPASS_WARNING}` : '')
  }
  const modeButtons = ({ person }: Asking): ButtonSpec[][] =>
    permissionModeSchema.options
      .filter((mode) => mode !== 'bypass' || (person.role === 'owner' && settings.current.claude.allowBypass))
      .map((mode) => [
        { label: MODE_WORDS[mode], verb: 'mode', arg: mode, ...(mode === 'bypass' && { style: 'danger' as const }) },
      ])

  return {
    commands: [
      {
        name: 'model',
        usage: '[name]',
        description: 'Choose the model of this chat',
        async run(context) {
          if (context.args !== '') return await context.reply(await setModel(context, oneLine(context.args, 100)))
          const now = sessions.view(context.chat)?.model ?? DEFAULT
          const names = [DEFAULT, ...(ports.models ?? MODELS)]
          const buttons = names.map((label): ButtonSpec[] => [{ label, verb: 'model', arg: label }])
          await context.reply(concat('Model: ', bold(now), '. Choose, or type /model and a name.'), buttons)
        },
      },
      {
        name: 'mode',
        usage: '[plan|ask|accept edits|bypass]',
        description: 'Choose what Claude may do without asking',
        async run(context) {
          const mode = readMode(context.args)
          if (mode !== null) return await context.reply(await setMode(context, mode))
          if (context.args !== '')
            return await context.reply(
              `There is no mode ${oneLine(context.args, 40)}. There are: ${Object.values(MODE_WORDS).join(', ')}.`,
              modeButtons(context),
            )
          const now = readMode(sessions.view(context.chat)?.mode ?? '') ?? settings.current.claude.mode
          await context.reply(concat('Mode: ', bold(MODE_WORDS[now])), modeButtons(context))
        },
      },
    ],
    presses: [
      { verb: 'model', run: async (context) => await context.edit(await setModel(context, context.arg)) },
      {
        verb: 'mode',
        async run(context) {
          const mode = readMode(context.arg)
          if (mode !== null) await context.edit(await setMode(context, mode))
        },
      },
    ],
  }
}
