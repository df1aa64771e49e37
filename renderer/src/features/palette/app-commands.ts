import type { AppState } from '@shared/app-state.ts'
import {
  Contrast,
  FileArchive,
  FileInput,
  FlaskConical,
  FolderOpen,
  Import,
  Keyboard,
  LifeBuoy,
  Minus,
  Monitor,
  Moon,
  Pause,
  Play,
  Plug,
  Plus,
  Power,
  RefreshCw,
  Rows3,
  Sun,
  ZoomIn,
  ZoomOut,
} from 'lucide-react'

import type { Catalogue } from '@/lib/i18n/index.ts'
import type { Services } from '@/lib/services.ts'
import { zoomed } from '@/lib/zoom.ts'

import type { Command } from './command.ts'

/** What concerns the whole app. `mod` is the platform's command key as it is written. */
export function appCommands(services: Services, app: AppState, t: Catalogue, mod: string): Command[] {
  return [...ofLine(services, app, t, mod), ...ofLook(services, app, t), ...ofFiles(services, t), ...ofApp(services, t)]
}

function ofLine({ client, ui }: Services, app: AppState, t: Catalogue, mod: string): Command[] {
  const words = t.shell.palette
  const paused = app.bot.phase === 'paused'
  const pause: Command = {
    id: 'pause',
    label: paused ? t.shell.resume : t.shell.pause,
    icon: paused ? Play : Pause,
    run: () => client.call('bot.pause', { paused: !paused }),
  }
  return [
    {
      id: 'new chat',
      label: words.newChat,
      keys: `${mod}N`,
      icon: Plus,
      run: () => ui.setState({ dialog: 'new chat' }),
    },
    { id: 'adopt', label: words.adopt, icon: Import, run: () => ui.setState({ dialog: 'adopt' }) },
    ...(app.bot.phase === 'no token' ? [] : [pause]),
    { id: 'connect', label: t.onboarding.connect, icon: Plug, run: () => ui.setState({ screen: 'onboarding' }) },
    app.demo
      ? { id: 'demo', label: t.shell.demo.leave, icon: FlaskConical, run: () => client.call('demo.stop') }
      : { id: 'demo', label: t.onboarding.demo, icon: FlaskConical, run: () => client.call('demo.start') },
  ]
}

function ofLook({ client }: Services, app: AppState, t: Catalogue): Command[] {
  const words = t.shell.palette
  const { zoom, contrast, density } = app.appearance
  const set = (path: string, value: unknown) => () => client.call('settings.set', { path: `appearance.${path}`, value })
  const [high, dense] = [contrast === 'high', density === 'compact']
  return [
    { id: 'light', label: words.light, icon: Sun, run: set('theme', 'light') },
    { id: 'dark', label: words.dark, icon: Moon, run: set('theme', 'dark') },
    { id: 'system', label: words.system, icon: Monitor, run: set('theme', 'system') },
    {
      id: 'contrast',
      label: high ? words.normalContrast : words.highContrast,
      icon: Contrast,
      run: set('contrast', high ? 'normal' : 'high'),
    },
    {
      id: 'density',
      label: dense ? words.comfortable : words.compact,
      icon: Rows3,
      run: set('density', dense ? 'comfortable' : 'compact'),
    },
    { id: 'zoom in', label: words.zoomIn, icon: ZoomIn, run: set('zoom', zoomed(zoom, 0.1)) },
    { id: 'zoom out', label: words.zoomOut, icon: ZoomOut, run: set('zoom', zoomed(zoom, -0.1)) },
    ...(zoom === 1 ? [] : [{ id: 'zoom reset', label: words.zoomReset, icon: Minus, run: set('zoom', 1) }]),
  ]
}

function ofFiles({ client, toast }: Services, t: Catalogue): Command[] {
  const words = t.shell.palette
  const saying = async (call: 'app.backup' | 'app.restore' | 'logs.diagnostics', told: (text: string) => string) => {
    const reply = await client.call(call)
    if (reply.ok && reply.value !== null) toast({ text: told(reply.value) })
  }
  return [
    {
      id: 'diagnostics',
      label: words.diagnostics,
      icon: LifeBuoy,
      run: () => saying('logs.diagnostics', t.logs.saved),
    },
    { id: 'logs folder', label: words.dataFolder, icon: FolderOpen, run: () => client.call('logs.openFolder') },
    { id: 'backup', label: words.backup, icon: FileArchive, run: () => saying('app.backup', t.settings.backup.done) },
    {
      id: 'restore',
      label: words.restore,
      icon: FileInput,
      run: () => saying('app.restore', t.settings.backup.restored),
    },
  ]
}

function ofApp({ client, ui, toast }: Services, t: Catalogue): Command[] {
  const words = t.shell.palette
  const checkUpdates = async () => {
    const reply = await client.call('app.checkUpdates')
    if (reply.ok) toast({ text: reply.value })
  }
  return [
    { id: 'updates', label: words.updates, icon: RefreshCw, run: checkUpdates },
    {
      id: 'shortcuts',
      label: words.shortcuts,
      keys: '?',
      icon: Keyboard,
      run: () => ui.setState({ dialog: 'shortcuts' }),
    },
    { id: 'quit', label: words.quit, icon: Power, run: () => client.call('app.quit') },
  ]
}
