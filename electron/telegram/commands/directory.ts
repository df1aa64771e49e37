import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { checkDirectory } from '../../sessions/directory.ts'
import type { DirectoryRules } from '../../sessions/directory.ts'
import { commandsWarning } from '../../sessions/project-settings.ts'
import type { ChatRecord } from '../../shared/chat.ts'
import type { Result } from '../../shared/result.ts'
import type { Person } from '../../shared/settings.ts'
import { bold, code, concat, lines, pre } from '../render/rich.ts'
import type { Content } from '../render/rich.ts'
import { bytes, oneLine, plural, tilde } from '../render/words.ts'
import type { ButtonSpec } from '../router/buttons.ts'
import type { Asking, Desk, Family } from './command.ts'

const FOLDERS_A_PAGE = 10
const RECENT = 4
const LISTED = 60

interface Entry {
  readonly name: string
  readonly directory: boolean
  readonly size: number
}

/** What is in a directory: directories first, hidden entries left out. Rejects where it cannot be read. */
async function entriesOf(directory: string): Promise<readonly Entry[]> {
  const found = await readdir(directory, { withFileTypes: true })
  const entries = await Promise.all(
    found
      .filter(({ name }) => !name.startsWith('.'))
      .map(async (entry): Promise<Entry> => {
        const facts = entry.isDirectory() ? null : await stat(join(directory, entry.name)).catch(() => null)
        return {
          name: entry.name,
          directory: entry.isDirectory() || facts?.isDirectory() === true,
          size: facts?.size ?? 0,
        }
      }),
  )
  return entries.toSorted((a, b) => Number(b.directory) - Number(a.directory) || a.name.localeCompare(b.name))
}

/** Which directories a person may choose in a chat. Pure. */
function rulesFor(
  { settings, home }: Pick<Desk, 'settings' | 'home'>,
  person: Person,
  current: string,
): DirectoryRules {
  const { roots, initial } = settings.current.directories
  return { roots, home, current, base: person.role === 'owner' ? null : (initial ?? home) }
}

/** `/cd`, `/pwd`, `/ls`, and the folder browser. */
export function directoryCommands(desk: Desk): Family {
  const { sessions, settings, home } = desk

  const recent = (record: ChatRecord): readonly string[] => {
    const used = sessions.chats().toSorted((a, b) => b.lastActivityAt - a.lastActivityAt)
    return [...new Set(used.map(({ directory }) => directory))]
      .filter((one) => one !== record.directory)
      .slice(0, RECENT)
  }

  const allowed = (asking: Pick<Asking, 'person' | 'record'>, path: string): Promise<Result<string>> =>
    checkDirectory(path, rulesFor(desk, asking.person, asking.record.directory))

  const browse = async (
    asking: Pick<Asking, 'person' | 'record'>,
    at: string,
    page: number,
  ): Promise<{ content: Content; buttons: ButtonSpec[][] }> => {
    const { person, record } = asking
    const only = person.id
    const folders = (await entriesOf(at).catch(() => [])).filter(({ directory }) => directory)
    const pages = Math.max(1, Math.ceil(folders.length / FOLDERS_A_PAGE))
    const shown = folders.slice(page * FOLDERS_A_PAGE, (page + 1) * FOLDERS_A_PAGE)
    const parent = await allowed(asking, dirname(at))
    const go = (label: string, path: string): ButtonSpec => ({ label, verb: 'cd', arg: path, person: only })
    const look = (label: string, path: string, to = 0): ButtonSpec => ({
      label,
      verb: 'look',
      arg: `${to}:${path}`,
      person: only,
    })
    const quick = await Promise.all(
      [...new Set([...settings.current.directories.favourites, ...recent(record)])].map((path) =>
        allowed(asking, path),
      ),
    )
    const rows = shown.map(({ name }) => look(`📁 ${oneLine(name, 28)}`, join(at, name)))
    return {
      content: lines(
        concat(bold('Directory: '), code(tilde(record.directory, home))),
        concat(bold('Looking at: '), code(tilde(at, home)), pages > 1 ? ` (page ${page + 1} of ${pages})` : ''),
        'Choose a folder, or type /cd and a path.',
      ),
      buttons: [
        [go('✔ Use this', at), ...(parent.ok && parent.value !== at ? [look('⬆ Up', parent.value)] : [])],
        ...rows.flatMap((_row, index) => (index % 2 === 0 ? [rows.slice(index, index + 2)] : [])),
        [...(page > 0 ? [look('◀', at, page - 1)] : []), ...(page < pages - 1 ? [look('▶', at, page + 1)] : [])],
        ...quick.flatMap((one) =>
          one.ok && one.value !== at ? [[go(`★ ${oneLine(tilde(one.value, home), 40)}`, one.value)]] : [],
        ),
      ].filter((row) => row.length > 0),
    }
  }

  const change = async (asking: Asking, path: string): Promise<Content> => {
    const checked = await allowed(asking, path)
    if (!checked.ok) return checked.message
    const result = await sessions.setDirectory(asking.chat, checked.value, asking.actor)
    if (!result.ok) return result.message
    return lines(concat('Directory: ', code(tilde(result.value, home))), (await commandsWarning(result.value)) ?? '')
  }

  return {
    commands: [
      {
        name: 'cd',
        usage: '[path]',
        description: 'Change the working directory; without a path: choose by buttons',
        async run(context) {
          if (context.args !== '') return await context.reply(await change(context, context.args))
          const here = await allowed(context, context.record.directory)
          const { content, buttons } = await browse(context, here.ok ? here.value : home, 0)
          await context.reply(content, buttons)
        },
      },
      {
        name: 'pwd',
        description: 'Show the working directory',
        urgent: true,
        run: ({ record, reply }) => reply(code(record.directory)),
      },
      {
        name: 'ls',
        usage: '[path]',
        description: 'List a directory',
        async run(context) {
          const checked = await allowed(context, context.args === '' ? context.record.directory : context.args)
          if (!checked.ok) return await context.reply(checked.message)
          const entries = await entriesOf(checked.value).catch(() => null)
          if (entries === null) return await context.reply(`${checked.value} is not readable.`)
          const shown = entries
            .slice(0, LISTED)
            .map(({ name, directory, size }) => (directory ? `${name}/` : `${name}  ${bytes(size)}`))
          await context.reply(
            lines(
              concat(bold(tilde(checked.value, home)), ` – ${plural(entries.length, 'entry', 'entries')}`),
              shown.length === 0 ? 'Empty.' : pre(shown.join('\n')),
              entries.length > LISTED ? `… and ${entries.length - LISTED} more` : '',
            ),
          )
        },
      },
    ],
    presses: [
      {
        verb: 'look',
        async run(context) {
          const [, page, path] = /^(\d+):([\s\S]*)$/.exec(context.arg) ?? []
          const checked = await allowed(context, path ?? '')
          if (!checked.ok) return await context.reply(checked.message)
          const { content, buttons } = await browse(context, checked.value, Number(page))
          await context.edit(content, buttons)
        },
      },
      {
        verb: 'cd',
        async run(context) {
          await context.edit(await change(context, context.arg))
        },
      },
    ],
  }
}
