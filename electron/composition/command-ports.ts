import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { Cleanup } from '../sessions/retention/cleanup.ts'
import { shortId } from '../shared/ids.ts'
import { fail, ok } from '../shared/result.ts'
import { EXPORT_ENDING } from '../storage/backup/export-session.ts'
import type { CommandPorts } from '../telegram/index.ts'
import { createExporter } from './exporter.ts'
import { createImporter } from './importer.ts'
import type { Line } from './line.ts'

/** Names that Claude Code itself understands; any other can be typed. */
const MODELS = ['opus', 'sonnet', 'haiku']

/** What Telegram's commands need beyond the domain. */
export function commandPorts(line: Omit<Line, 'telegram'>, cleanup: () => Cleanup, dataDir: string): CommandPorts {
  const { sessions, history, claude, usage } = line
  const exporter = createExporter(sessions, history, claude.transcripts)
  return {
    cleanup: {
      shown: (token) => cleanup().shown(token),
      preview: (groups) => cleanup().preview(groups),
      apply: (token, items, by) => cleanup().apply(token, items, by),
      undo: (run, by) => cleanup().undo(run, by),
    },
    usage,
    history,
    exporter: {
      async exportSession(session, format) {
        const text = await exporter.text(session, format)
        if (text === null) return fail('unknown-session', 'This session is not known.')
        const folder = join(dataDir, 'inbox', 'exports')
        await mkdir(folder, { recursive: true, mode: 0o700 })
        const name = `session-${shortId(session)}.${EXPORT_ENDING[format]}`
        const path = join(folder, name)
        await writeFile(path, text, { mode: 0o600 })
        return ok({ path, name })
      },
    },
    importer: createImporter(sessions),
    transcripts: {
      of: async (session) => ({
        path: await claude.transcripts.find(session),
        bytes: await claude.transcripts.size(session),
      }),
    },
    models: MODELS,
  }
}
