import { harness } from '../../sessions/testing/harness.ts'
import { silentLog } from '../../shared/log.ts'
import { defaultSettings } from '../../shared/settings.ts'
import type { DesktopPorts } from '../ports.ts'
import { runCtl } from './client.ts'
import { ctlPath } from './protocol.ts'
import { listenCtl } from './server.ts'
import { runVerb } from './verbs.ts'

/** The real domain behind a real socket in `dir`; what is neither steered nor given is not there. */
export async function ctlApp(dir: string, more: Partial<DesktopPorts> = {}) {
  const rig = harness()
  await rig.sessions.start()
  const bot = { state: () => ({ phase: 'polling', username: 'my_bot', reason: null, since: 0, retryAt: null }) }
  const settings = { current: defaultSettings() }
  const ports = { sessions: rig.sessions, bot, settings, demo: { active: false }, ...more } as unknown as DesktopPorts
  const path = ctlPath(dir, 'linux')
  const server = await listenCtl({ path, run: (request, aborted) => runVerb(ports, request, aborted), log: silentLog })
  const ctl = async (...argv: string[]) => {
    const [out, err]: [string[], string[]] = [[], []]
    const io = {
      path,
      cwd: dir,
      out: (text: string) => void out.push(text),
      err: (text: string) => void err.push(text),
    }
    const code = await runCtl(argv, io)
    return { code, out: out.join('\n'), err: err.join('\n'), text: [...err, ...out].join('\n') }
  }
  return { ...rig, ctl, path, server }
}
