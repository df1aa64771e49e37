import { app, Menu, nativeImage, Tray } from 'electron'

// The least that an Electron tray app can be: an icon, a menu with one entry, no window.

/** Kept, or the icon goes with the garbage. */
let tray

async function start() {
  await app.whenReady()
  tray = new Tray(nativeImage.createFromPath(process.env['BENCH_ICON'] ?? ''))
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]))
  process.stdout.write('ready\n')
}

app.on('window-all-closed', () => undefined)
// Not awaited: Electron is ready only after its main module has been run to the end.
void start()
