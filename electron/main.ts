import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { join } from 'node:path'

import * as electron from 'electron'

import { restoreBackup } from './composition/backups.ts'
import { createHost } from './composition/host.ts'
import { smallFiles } from './composition/small-files.ts'
import {
  askedWords,
  badVariableWords,
  createDesktop,
  ctlPath,
  prepareShell,
  runInTerminal,
  runningWords,
  say,
} from './desktop/index.ts'
import type { BootTools, DesktopPorts } from './desktop/index.ts'
import { systemClock as clock } from './shared/clock.ts'
import { applyPendingRestore } from './storage/backup/exchange.ts'
import { openLog } from './storage/log/log.ts'
import type { FileLog } from './storage/log/log.ts'

// The composition root: builds the parts, wires them, starts them. No logic.

/** All of a quit has 10 s; Claude's children get most of it. */
const CLOSE_MS = 8000

const { app } = electron
const { env, platform, argv } = process
const shell = await prepareShell(app, electron.protocol, { argv, env, platform, cwd: process.cwd() })

if (shell.asks) {
  await say(process.stdout, askedWords(shell.asks, app.getVersion()))
  app.exit(0)
} else if (shell.ctl) {
  // Awaited here, Electron gets no further: nothing of Chromium starts, and no display is needed (ssh).
  app.exit(await runInTerminal(shell.ctl, { path: ctlPath(shell.dataDir, platform), cwd: process.cwd() }, process))
} else if (shell.claim()) {
  void start()
} else {
  console.error(runningWords(shell.hidden))
  app.exit(0)
}

async function start(): Promise<void> {
  const log = await openLog({ dir: join(shell.dataDir, 'logs'), clock, level: 'info' })
  const resources = app.isPackaged ? process.resourcesPath : join(app.getAppPath(), 'resources')
  const desktop = createDesktop({
    electron,
    shell,
    clock,
    log,
    files: smallFiles,
    paths: {
      page: join(app.getAppPath(), 'out/renderer'),
      preload: join(app.getAppPath(), 'out/preload/preload.cjs'),
      trayIcons: join(resources, 'tray'),
      icon: platform === 'linux' ? join(resources, 'icons/512x512.png') : null,
    },
    env,
    platform,
    restoreBackup: (path) => restoreBackup(shell.dataDir, path),
    newId: randomUUID,
  })
  await desktop.run((tools) => build(tools, log))
}

async function build({ phase, secrets, onQuit }: BootTools, log: FileLog): Promise<DesktopPorts> {
  onQuit({ name: 'log', run: log.close })
  await phase('restore', () => applyPendingRestore(shell.dataDir, clock.now()))
  const host = await phase('storage', () =>
    createHost({
      dataDir: shell.dataDir,
      environment: env,
      home: homedir(),
      token: () => secrets.get('token'),
      voiceKey: () => secrets.get('voiceKey'),
      moreProblems: secrets.problems,
      version: app.getVersion(),
      clock,
      fileLog: log,
    }),
  )
  for (const words of badVariableWords(host.ports.settings.badVariables)) console.error(words)
  onQuit({ name: 'line', run: () => host.close(CLOSE_MS) })
  await phase('line', () => host.start(shell.demo))
  return host.ports
}
