import { win32 } from 'node:path'

/** A program to start, with its arguments. */
export interface Launch {
  readonly file: string
  readonly args: readonly string[]
}

/** What shall run in a terminal, and where. */
export interface TerminalJob {
  readonly directory: string
  /** Program and arguments. */
  readonly command: readonly string[]
  readonly title: string
}

type Recipe = (job: TerminalJob) => readonly string[]

/** Arguments with which each terminal opens a directory and runs a command in it, most wanted first. */
export const LINUX_TERMINALS: Readonly<Record<string, Recipe>> = {
  'gnome-terminal': ({ directory, command }) => [`--working-directory=${directory}`, '--', ...command],
  konsole: ({ directory, command }) => ['--workdir', directory, '-e', ...command],
  'xfce4-terminal': ({ directory, command }) => [`--working-directory=${directory}`, '-x', ...command],
  ghostty: ({ directory, command }) => [`--working-directory=${directory}`, '-e', ...command],
  kitty: ({ directory, command }) => ['--directory', directory, ...command],
  alacritty: ({ directory, command }) => ['--working-directory', directory, '-e', ...command],
  wezterm: ({ directory, command }) => ['start', '--cwd', directory, '--', ...command],
  foot: ({ directory, command }) => [`--working-directory=${directory}`, ...command],
  tilix: ({ directory, command }) => [`--working-directory=${directory}`, '-e', command.map(shellWord).join(' ')],
  // These take their directory from us: the launch sets it.
  'x-terminal-emulator': ({ command }) => ['-e', ...command],
  xterm: ({ command }) => ['-e', ...command],
}

/** A word as a POSIX shell reads it back unchanged. Pure. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

/** The Linux terminals to try: the person's own ($TERMINAL) before the known ones. Pure. */
export function linuxTerminals(env: Readonly<Record<string, string | undefined>>): string[] {
  const own = env['TERMINAL']
  const known = Object.keys(LINUX_TERMINALS)
  return own && Object.hasOwn(LINUX_TERMINALS, own) ? [own, ...known.filter((name) => name !== own)] : known
}

/**
 * A new window of the tmux server that a person is attached to. tmux reads its name and its directory as formats and
 * runs what stands in `#(…)` there: a group's title, or a folder's name, would be a command. The name goes without the
 * sign; in the directory it is doubled, which is a plain one to tmux. Pure.
 */
export const tmuxWindow = (tmux: string, job: TerminalJob): Launch => ({
  file: tmux,
  args: [
    'new-window',
    '-c',
    job.directory.replaceAll('#', '##'),
    '-n',
    job.title.replaceAll('#', ''),
    '--',
    ...job.command,
  ],
})

/** The script that macOS's own terminal of choice runs: `open` it. Pure. */
export const macScript = ({ directory, command }: TerminalJob): string =>
  `#!/bin/sh\nrm -f -- "$0"\ncd ${shellWord(directory)} || exit 1\nexec ${command.map(shellWord).join(' ')}\n`

/**
 * Windows: Windows Terminal where it is there, else the console. The directory is the one that the launch sets, and
 * stands in no argument: the terminal would take a `;` in its name, and the console an `&`, for the next command.
 * `cmd`: the console by its full path. By its name alone it would be looked for in that directory first. Pure.
 */
export const windowsLaunch = (windowsTerminal: string | null, cmd: string, { command }: TerminalJob): Launch =>
  windowsTerminal
    ? { file: windowsTerminal, args: ['-d', '.', cmd, '/k', ...command] }
    : { file: cmd, args: ['/c', 'start', '', cmd, '/k', ...command] }

/** Where Windows has its console. Pure. */
export const windowsConsole = (env: Readonly<Record<string, string | undefined>>): string =>
  win32.join(env['SystemRoot'] ?? String.raw`C:\Windows`, 'System32', 'cmd.exe')
