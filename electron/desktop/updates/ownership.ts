/** How this installation came here. */
export interface Installation {
  readonly packaged: boolean
  readonly platform: NodeJS.Platform
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The AppImage that the app runs from. */
  readonly image: string | undefined
}

/**
 * Why this installation does not update itself, or null where it does. Only what we installed ourselves is ours to
 * replace: AppImage, the Windows installer and the macOS app; deb, rpm and tar.gz belong to somebody else. Pure.
 */
export function whyNoUpdates({ packaged, platform, environment, image }: Installation): string | null {
  if (!packaged) return 'This is a development build: update it with git pull.'
  if (environment.SNAP || environment.FLATPAK_ID) return 'Updates come by your app store.'
  if (platform === 'linux' && !image) return 'Updates come by your package manager.'
  return null
}
