/** Desktops for which Chromium chooses a keychain by itself (its `GetSelectedBackend`); for others it takes plain text. */
const KNOWN = new Set(['GNOME', 'UNITY', 'XFCE', 'X-CINNAMON', 'CINNAMON', 'PANTHEON', 'DEEPIN', 'UKUI', 'KDE', 'LXQT'])

/**
 * Whether the Secret Service is worth asking for: Linux, a session bus, a desktop that Chromium does not know
 * (Hyprland, sway), and no choice on the command line. Pure.
 */
export function mayNeedSecretService(given: {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly argv: readonly string[]
}): boolean {
  const { platform, env, argv } = given
  const bus = env['DBUS_SESSION_BUS_ADDRESS']
  // Chromium writes `disabled:` into our environment where there is no bus, so that nobody starts one.
  if (platform !== 'linux' || !bus || bus.startsWith('disabled:')) return false
  if (argv.some((argument) => argument.startsWith('--password-store'))) return false
  const desktops = (env['XDG_CURRENT_DESKTOP'] ?? '').toUpperCase().split(':')
  return !desktops.some((desktop) => KNOWN.has(desktop))
}
