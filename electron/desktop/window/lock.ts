import type { Session, WebContents } from 'electron'

import type { Log } from '../../shared/log.ts'

/** Denies every permission to every page: the app needs none. Writing to the clipboard goes through a call. */
export function denyPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'>,
): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}

/** Nails a page down to where it is: no new windows, no way elsewhere, no guests inside. */
export function lockNavigation(contents: WebContents, log: Log): void {
  const refuse = (what: string) => (event: { preventDefault(): void; readonly url?: string }) => {
    event.preventDefault()
    log.warn('window.navigation.refused', { what, url: event.url })
  }
  contents.setWindowOpenHandler(({ url }) => {
    log.warn('window.navigation.refused', { what: 'window.open', url })
    return { action: 'deny' }
  })
  contents.on('will-navigate', refuse('navigate'))
  contents.on('will-frame-navigate', refuse('frame'))
  contents.on('will-redirect', refuse('redirect'))
  contents.on('will-attach-webview', refuse('webview'))
}
