import { access, constants } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** Platform packages that may hold the executable, likeliest first (musl beside glibc on Linux). Pure. */
export function platformPackages(platform: NodeJS.Platform, arch: string): readonly string[] {
  const base = `@anthropic-ai/claude-agent-sdk-${platform}-${arch}`
  return platform === 'linux' ? [base, `${base}-musl`] : [base]
}

/** The executable that the SDK brings; null in a packaged app, which must not carry it (its licence; 360 MB). */
export async function sdkExecutable(platform: NodeJS.Platform, arch: string): Promise<string | null> {
  const require = createRequire(import.meta.url)
  for (const name of platformPackages(platform, arch)) {
    try {
      const directory = dirname(require.resolve(`${name}/package.json`))
      const path = join(directory, platform === 'win32' ? 'claude.exe' : 'claude')
      await access(path, constants.X_OK)
      return path
    } catch {
      // Not this package: optional ones are installed for one platform only.
    }
  }
  return null
}
