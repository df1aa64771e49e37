import { ok } from '../../shared/result.ts'
import type { Area, HandlerContext } from './context.ts'

export const logHandlers = ({ ports: { logs }, dialogs, openFolder, today }: HandlerContext): Area<'logs'> => ({
  'logs.page': async ({ limit }) => ok((await logs.page(limit)).map((entry) => ({ ...entry }))),
  'logs.diagnostics': async () => {
    const path = await dialogs.saveFile('Save diagnostics', `switchboard-diagnostics-${today()}.json`)
    if (path === null) return ok(null)
    const written = await logs.diagnostics(path)
    return written.ok ? ok(path) : written
  },
  'logs.openFolder': () => openFolder(logs.folder),
})
