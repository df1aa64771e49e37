/** What a desktop session starts at login, and how. */
export interface AutostartCommand {
  /** The executable and its arguments. */
  readonly command: readonly string[]
}

/** An argument as the Desktop Entry Specification wants it in `Exec`: quoted, reserved characters escaped, `%` doubled. Pure. */
export function execArgument(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, String.raw`\$&`)
  // A backslash is unescaped once more as a string value of the file.
  return `"${escaped.replaceAll('\\', '\\\\').replaceAll('%', '%%')}"`
}

/** The autostart entry. Pure. */
export const autostartEntry = ({ command }: AutostartCommand): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Switchboard',
    'Comment=Every Telegram chat is a line to its own Claude Code session',
    `Exec=${command.map(execArgument).join(' ')}`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')

/** What to start: the AppImage where this is one (its mount point changes with each start), hidden. Pure. */
export function loginCommand(given: {
  readonly execPath: string
  readonly image: string | undefined
  /** The app's directory while it is not packaged. */
  readonly appPath: string | null
  readonly userDataDir: string | null
}): string[] {
  const { execPath, image, appPath, userDataDir } = given
  return [
    image ?? execPath,
    ...(appPath ? [appPath] : []),
    '--hidden',
    ...(userDataDir ? [`--user-data-dir=${userDataDir}`] : []),
  ]
}
