import { app, BrowserWindow, Menu, nativeImage, Tray } from 'electron'

// The least that an Electron tray app can be: an icon, a menu with one entry, and no window unless `--window`
// asks for an empty one.

/** Kept, or the icon goes with the garbage. */
let tray

async function start() {
  await app.whenReady()
  tray = new Tray(nativeImage.createFromPath(process.env['BENCH_ICON'] ?? ''))
  tray.setContextMenu(Menu.buildFromTemplate([{ label: 'Quit', click: () => app.quit() }]))
  if (process.argv.includes('--window')) await new BrowserWindow({ width: 1180, height: 760 }).loadURL('about:blank')
  process.stdout.write('ready\n')
}

app.on('window-all-closed', () => undefined)
// Not awaited: Electron is ready only after its main module has been run to the end.
void start()
