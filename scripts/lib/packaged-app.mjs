import { readdir, stat } from 'node:fs/promises'
import { join, relative } from 'node:path'

/**
 * Where electron-builder puts the unpacked app.
 * @param {string} root
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 */
export function packagedApp(root, platform, arch) {
  const suffix = arch === 'x64' ? '' : `-${arch}`
  if (platform === 'darwin') {
    const directory = join(root, `dist/mac${suffix}/Switchboard.app`)
    return {
      directory,
      executable: join(directory, 'Contents/MacOS/Switchboard'),
      archive: join(directory, 'Contents/Resources/app.asar'),
    }
  }
  const directory = join(root, platform === 'win32' ? `dist/win${suffix}-unpacked` : `dist/linux${suffix}-unpacked`)
  const executable = join(directory, platform === 'win32' ? 'switchboard.exe' : 'switchboard')
  return { directory, executable, archive: join(directory, 'resources/app.asar') }
}

/**
 * Every file below a directory, with its size in bytes.
 * @param {string} directory
 */
export async function filesBelow(directory) {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true })
  const files = entries.filter((entry) => entry.isFile())
  return Promise.all(
    files.map(async (entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path: relative(directory, path), size: (await stat(path)).size }
    }),
  )
}
