/**
 * Whether the panel is dark, so that the glyph must be light. GNOME's top bar is dark in both themes; elsewhere it goes
 * with the system, which the app's own theme must not hide. Pure.
 */
export function panelIsDark(given: {
  readonly platform: NodeJS.Platform
  readonly desktop: string | undefined
  readonly systemIsDark: boolean
}): boolean {
  const gnome = given.platform === 'linux' && (given.desktop ?? '').toUpperCase().split(':').includes('GNOME')
  return gnome || given.systemIsDark
}
