/**
 * The AppImage that this app runs from, or undefined. A program that another AppImage has started (a terminal, say)
 * inherits that one's variables: it would replace, or start at login, what is not its own. Pure.
 */
export function ownAppImage(env: Readonly<Record<string, string | undefined>>, execPath: string): string | undefined {
  const { APPDIR: mount, APPIMAGE: image } = env
  return image && mount && execPath.startsWith(`${mount}/`) ? image : undefined
}
