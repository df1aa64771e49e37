import { done, ok } from '../../shared/result.ts'
import type { Area, HandlerContext } from './context.ts'

export const appHandlers = (context: HandlerContext): Area<'app'> => ({
  'app.openExternal': ({ url }) => context.openExternal(url),
  'app.copy': ({ text }) => {
    context.copy(text)
    return done
  },
  'app.backup': async () => {
    const path = await context.dialogs.saveFile('Export everything', `switchboard-backup-${context.today()}.tar.gz`)
    if (path === null) return ok(null)
    const saved = await context.ports.backup.save(path)
    return saved.ok ? ok(path) : saved
  },
  'app.restore': async () => {
    const path = await context.dialogs.openFile('Restore backup', ['gz'])
    if (path === null) return ok(null)
    const staged = await context.ports.backup.restore(path)
    return staged.ok ? ok(path) : staged
  },
  'app.checkUpdates': async () => ok(await context.updates.check()),
  'app.quit': () => {
    context.quit()
    return done
  },
})
