import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'

import type { Shell } from 'electron'

import type { ChatView } from '../../shared/app-state.ts'
import { done, errorMessage, fail } from '../../shared/result.ts'
import type { Result } from '../../shared/result.ts'
import { printed } from './launch.ts'
import type { StartProgram } from './launch.ts'
import type { FindProgram } from './programs.ts'
import { telegramLink } from './telegram-link.ts'
import { linuxTerminals, LINUX_TERMINALS, macScript, tmuxWindow, windowsConsole, windowsLaunch } from './terminal.ts'
import type { TerminalJob } from './terminal.ts'

export type Place = 'folder' | 'terminal' | 'editor' | 'telegram'

/** Opens what belongs to a chat outside of the app. */
export type OpenPlace = (chat: ChatView, where: Place) => Promise<Result>

/** Editors that take a folder as argument, most wanted first. */
const EDITORS = ['code', 'cursor', 'zed', 'windsurf', 'codium', 'subl', 'idea', 'webstorm']

export interface PlacesDeps {
  readonly platform: NodeJS.Platform
  readonly shell: Pick<Shell, 'openPath' | 'openExternal'>
  readonly environment: () => Record<string, string>
  readonly find: FindProgram
  readonly start: StartProgram
  /** Claude's executable, as it is in force. */
  readonly claude: () => string | null
  readonly bot: () => string | null
}

export function createOpenPlace(deps: PlacesDeps): OpenPlace {
  return async (chat, where) => {
    if (where === 'telegram') return openTelegram(deps, chat)
    if (!chat.directoryExists) return fail('directory-gone', `${chat.directory} is not there (any more).`)
    switch (where) {
      case 'folder':
        return openFolder(deps, chat.directory)
      case 'editor':
        return openEditor(deps, chat.directory)
      case 'terminal': {
        const claude = deps.claude()
        // Never by its name alone: Windows would look for it in the chat's directory first.
        if (claude === null) return fail('no-claude', 'Claude Code was not found. Settings → Claude says what to do.')
        return openTerminal(deps, {
          directory: chat.directory,
          command: [claude, ...(chat.session ? ['--resume', chat.session] : [])],
          title: chat.title.slice(0, 20),
        })
      }
    }
  }
}

async function openTelegram(deps: PlacesDeps, chat: ChatView): Promise<Result> {
  const link = telegramLink(chat, deps.bot())
  if (!link) return fail('no-link', 'Telegram has no link to this chat.')
  await deps.shell.openExternal(link)
  return done
}

async function openFolder(deps: PlacesDeps, directory: string): Promise<Result> {
  // To macOS a folder called x.app is a program, and opening it starts it: such a one is shown in its place.
  if (deps.platform === 'darwin' && extname(directory) !== '')
    return deps.start({ file: '/usr/bin/open', args: ['-R', directory] }, directory)
  const trouble = await deps.shell.openPath(directory)
  return trouble ? fail('not-opened', `${directory} could not be opened: ${trouble}`) : done
}

async function openEditor(deps: PlacesDeps, directory: string): Promise<Result> {
  for (const editor of EDITORS) {
    const file = await deps.find(editor)
    if (file) return deps.start({ file, args: [directory] }, directory)
  }
  return fail('no-editor', `No editor was found on the PATH. Known are: ${EDITORS.join(', ')}.`)
}

async function openTerminal(deps: PlacesDeps, job: TerminalJob): Promise<Result> {
  const tmux = await attachedTmux(deps)
  if (tmux) return deps.start(tmuxWindow(tmux, job), job.directory)
  if (deps.platform === 'win32') {
    const cmd = windowsConsole(deps.environment())
    return deps.start(windowsLaunch(await deps.find('wt.exe'), cmd, job), job.directory)
  }
  if (deps.platform === 'darwin') return openMacTerminal(deps, job)
  for (const name of linuxTerminals(deps.environment())) {
    const file = await deps.find(name)
    const recipe = LINUX_TERMINALS[name]
    if (file && recipe) return deps.start({ file, args: recipe(job) }, job.directory)
  }
  return fail('no-terminal', 'No terminal was found. Set TERMINAL to the name of yours.')
}

/** tmux is the person's terminal where someone is attached to its server now. */
async function attachedTmux(deps: PlacesDeps): Promise<string | null> {
  const tmux = await deps.find('tmux')
  const clients = tmux && (await printed(tmux, ['list-clients'], deps.environment()))
  return clients ? tmux : null
}

async function openMacTerminal(deps: PlacesDeps, job: TerminalJob): Promise<Result> {
  try {
    const path = join(await mkdtemp(join(tmpdir(), 'switchboard-')), 'resume.command')
    await writeFile(path, macScript(job), { mode: 0o700 })
    await chmod(path, 0o700)
    return await deps.start({ file: '/usr/bin/open', args: [path] }, job.directory)
  } catch (error) {
    return fail('not-opened', `The terminal could not be opened: ${errorMessage(error)}`)
  }
}
