import { join } from 'node:path'

import type { DesktopDeps } from './context.ts'
import { createDialogs } from './dialogs.ts'
import type { HandlerContext } from './handlers/context.ts'
import { createHandlers } from './handlers/index.ts'
import type { SendEvent } from './ipc/event-sender.ts'
import { registerCalls } from './ipc/registrar.ts'
import { isOurFrame } from './ipc/trusted-frame.ts'
import type { DesktopPorts } from './ports.ts'
import { createTail } from './state/tail.ts'
import type { MainWindow } from './window/main-window.ts'
import type { PageSource } from './window/open-main-window.ts'

/** Serves the window: every call of the contract, and the events that belong to no state. Returns the way out. */
export function serveWindow(
  deps: DesktopDeps,
  given: Pick<
    HandlerContext,
    | 'ports'
    | 'state'
    | 'watched'
    | 'secrets'
    | 'updates'
    | 'openPlace'
    | 'openExternal'
    | 'openFolder'
    | 'copy'
    | 'quit'
  > & { readonly window: MainWindow; readonly source: PageSource; readonly send: SendEvent },
): () => void {
  const { electron, clock, log } = deps
  const { ports, window, send } = given
  const tail = createTail({ ...ports, clock, log, send: (data) => send('tail', data), isSeen: window.isVisible })
  const handlers = createHandlers({
    ...given,
    watched(visible) {
      given.watched(visible)
      if (visible) tail.catchUp()
    },
    tail,
    dialogs: createDialogs(electron.dialog, window.window),
    newId: deps.newId,
    home: electron.app.getPath('home'),
    inboxDir: join(deps.shell.dataDir, 'inbox'),
    today: () => localDay(new Date(clock.now())),
  })
  const ways = [
    registerCalls({
      ipcMain: electron.ipcMain,
      isTrusted: (frame) => frame === window.contents()?.mainFrame && isOurFrame(frame, given.source.origins),
      handlers,
      clock,
      log,
    }),
    ...windowEvents(ports, window, send),
    tail.close,
  ]
  return () => ways.forEach((leave) => leave())
}

function windowEvents(ports: DesktopPorts, window: MainWindow, send: SendEvent): (() => void)[] {
  return [
    ports.demo.onChange(() => send('demo', {})),
    ports.logs.subscribe((entry) => {
      if (window.isVisible()) send('log', { ...entry })
    }),
  ]
}

/** `2026-11-21`. Pure. */
export const localDay = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => String(n).padStart(2, '0')).join('-')
