import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// What electron-builder makes of electron-builder.yml for each Linux package, up to the point where it would call the
// programs that write the package (fpm, mksquashfs): those are downloaded from a release host that is not everywhere.

/** The desktop file and fpm's arguments; an AppImage has no arguments. */
interface Plan {
  readonly desktop: string
  readonly args: readonly string[]
}

let dir = ''
const plans: Record<string, Plan> = {}

async function plan(target: string): Promise<Plan> {
  const { build, Platform } = await import('electron-builder')
  let found: Plan | null = null
  const options = {
    projectDir: resolve(import.meta.dirname, '..'),
    prepackaged: join(dir, 'app'),
    targets: Platform.LINUX.createTarget([target]),
    publish: 'never' as const,
    config: {
      directories: { output: join(dir, 'out') },
      extraMetadata: { homepage: 'https://example.com/switchboard' },
    },
    // Its own tests stop it here.
    async effectiveOptionComputed(given: [string[], string] | { desktop: string }) {
      found = Array.isArray(given)
        ? { args: given[0], desktop: await readFile(given[1], 'utf8') }
        : { args: [], desktop: given.desktop }
      return true
    },
  }
  await build(options)
  if (!found) throw new Error(`electron-builder planned no ${target}.`)
  return found
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'installers-'))
  await mkdir(join(dir, 'app/resources'), { recursive: true })
  for (const target of ['deb', 'rpm', 'AppImage']) plans[target] = await plan(target)
}, 30_000)
afterAll(() => rm(dir, { recursive: true, force: true }))

describe.skipIf(process.platform === 'win32')('the packages for Linux', () => {
  it('have a desktop file that window, icon and notifications are found by', async () => {
    const { desktopName } = JSON.parse(await readFile(resolve(import.meta.dirname, '../package.json'), 'utf8')) as {
      desktopName: string
    }
    for (const target of ['deb', 'rpm']) {
      expect(plans[target]?.args.filter((arg) => arg.includes('.desktop=')).map((arg) => arg.split('=')[1])).toEqual([
        `/usr/share/applications/${desktopName}`,
      ])
      expect(plans[target]?.desktop).toContain('\nExec=/opt/Switchboard/switchboard %U\n')
    }
    for (const { desktop } of Object.values(plans)) {
      expect(desktop).toContain(`\nStartupWMClass=${desktopName.replace('.desktop', '')}\n`)
      expect(desktop).toContain('\nIcon=switchboard\n')
    }
  })

  it("start with Chromium's sandbox, the AppImage too", () => {
    for (const { desktop } of Object.values(plans)) expect(desktop).not.toContain('no-sandbox')
  })

  it('have desktop files that the desktop’s own checker accepts', async (context) => {
    const validate = promisify(execFile)
    await validate('desktop-file-validate', ['--help']).catch(() =>
      context.skip('desktop-file-validate is not on the PATH of this machine'),
    )
    for (const [target, { desktop }] of Object.entries(plans)) {
      const file = join(dir, `${target}.desktop`)
      await writeFile(file, desktop)
      await expect(validate('desktop-file-validate', [file])).resolves.toEqual({ stdout: '', stderr: '' })
    }
  })

  it('bring an icon for each size that desktops ask for', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
      expect(plans['deb']?.args.join('\n')).toContain(`=/usr/share/icons/hicolor/${size}x${size}/apps/switchboard.png`)
  })

  it('can be installed beside another app with the same Electron', () => {
    expect(plans['rpm']?.args).toContain('_build_id_links none')
  })
})
