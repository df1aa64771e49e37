import { access, constants } from 'node:fs/promises'
import { delimiter, extname, join } from 'node:path'

type Environment = Readonly<Record<string, string | undefined>>

/** Finds a program on the PATH; the full path, or null. */
export type FindProgram = (name: string) => Promise<string | null>

/** Looks through the PATH of an environment; on Windows also with the endings of PATHEXT. */
export function createFindProgram(env: Environment, platform: NodeJS.Platform): FindProgram {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean)
  const endings = platform === 'win32' ? (env['PATHEXT'] ?? '.EXE;.CMD;.BAT').split(';') : ['']
  return async (name) => {
    const names = extname(name) && platform === 'win32' ? [name] : endings.map((ending) => name + ending)
    for (const folder of folders) {
      for (const candidate of names) {
        const path = join(folder, candidate)
        if (await isExecutable(path)) return path
      }
    }
    return null
  }
}

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
