import { reasonWords } from '../../shared/cleanup-words.ts'
import type { CleanupPreview } from '../../shared/cleanup.ts'
import { bold, concat, lines } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import { bytes, oneLine, plural } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { Asking, Desk, Family } from './command.ts'
import type { CommandPorts } from './ports.ts'

/** How many things are shown. Only what was shown is cleaned up (promise 6). */
const SHOWN = 25

/** What would go, and why. Pure. */
function previewText({ items }: Pick<CleanupPreview, 'items'>): Content {
  if (items.length === 0) return 'There is nothing to clean up.'
  const shown = items.slice(0, SHOWN)
  const freed = shown.reduce((sum, { size }) => sum + size, 0)
  return lines(
    bold(`Would be cleaned up: ${plural(shown.length, 'thing')}, ${bytes(freed)}`),
    ...shown.map((item) =>
      concat(
        `· ${oneLine(item.title, 60)} – ${oneLine(reasonWords(item), 60)}, ${item.action}`,
        item.size > 0 ? `, ${bytes(item.size)}` : '',
      ),
    ),
    items.length > SHOWN ? `${items.length - SHOWN} more are shown after these.` : '',
  )
}

/** Shows what would go, with a button to let it go. */
export async function offerCleanup(
  cleanup: NonNullable<CommandPorts['cleanup']>,
  { person, reply }: Pick<Asking, 'person' | 'reply'>,
  groups: readonly string[] | null,
): Promise<void> {
  const preview = await cleanup.preview(groups)
  const clean: ButtonSpec = { label: 'Clean up', verb: 'clean', arg: preview.token, person: person.id, style: 'danger' }
  await reply(previewText(preview), preview.items.length === 0 ? [] : [[clean]])
}

/** `/cleansessions` and the Clean up of `/sessions`; registered where there is a clean-up. */
export function cleanUpCommands({ ports }: Desk): Family {
  const { cleanup } = ports
  if (!cleanup) return { commands: [] }

  return {
    commands: [
      {
        name: 'cleansessions',
        description: 'Clean up old sessions, after a preview',
        ownerOnly: true,
        run: (context) => offerCleanup(cleanup, context, ['old sessions']),
      },
    ],
    presses: [
      { verb: 'tidy', ownerOnly: true, run: (context) => offerCleanup(cleanup, context, null) },
      {
        verb: 'clean',
        ownerOnly: true,
        async run({ arg, actor, person, edit }) {
          const shown = cleanup.shown(arg).slice(0, SHOWN)
          if (shown.length === 0) return await edit('This preview is too old. Ask for a new one with /sessions.')
          const result = await cleanup.apply(arg, shown, actor)
          if (!result.ok) return await edit(result.message)
          const { id, items, skipped, freed, undoable } = result.value
          const undo: ButtonSpec = { label: 'Undo', verb: 'untidy', arg: id, person: person.id }
          await edit(
            lines(
              `Cleaned up ${plural(items.length, 'thing')}, ${bytes(freed)} freed.`,
              skipped.length > 0
                ? `${skipped.length} left alone: ${oneLine(skipped.map(({ why }) => why).join('; '), 300)}`
                : '',
            ),
            undoable ? [[undo]] : [],
          )
        },
      },
      {
        verb: 'untidy',
        lasts: true,
        ownerOnly: true,
        async run({ arg, actor, edit }) {
          const result = await cleanup.undo(arg, actor)
          await edit(result.ok ? 'Undone.' : result.message)
        },
      },
    ],
  }
}
