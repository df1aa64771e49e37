/**
 * What a packaging run is asked for.
 * @typedef {object} PackageRequest
 * @property {boolean} installers all of the platform's targets instead of the unpacked directory
 * @property {NodeJS.ProcessEnv} env
 * @property {import('../setup/electron.mjs').Electron} electron
 */

/**
 * Why the request is refused, or undefined.
 * @param {PackageRequest} request
 */
export function packageRefusal({ installers, electron }) {
  if (!installers || electron.kind === 'pinned') return undefined
  return `Installers are made from the Electron that package.json pins. Here is only the stand-in ${electron.version}, which is out of support; run this where Electron's release host can be reached. (\`npm run package\` without --installers makes an unpacked app for tests.)`
}

/**
 * electron-builder's arguments: what electron-builder.yml cannot know.
 * @param {PackageRequest} request
 * @returns {string[]}
 */
export function builderArguments({ installers, env, electron }) {
  const overrides = [`-c.electronVersion=${electron.version}`]
  // The Electron at hand is for this machine's architecture; installers for others are downloaded by electron-builder.
  if (!installers) overrides.push('--dir', `-c.electronDist=${electron.directory}`)
  // All that Playwright needs: it drives the main process through the inspector.
  if (env['SWITCHBOARD_E2E_BUILD'] === '1') overrides.push('-c.electronFuses.enableNodeCliInspectArguments=true')
  const [owner, repo] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  if (owner && repo)
    overrides.push(
      '-c.publish.provider=github',
      `-c.publish.owner=${owner}`,
      `-c.publish.repo=${repo}`,
      // deb and rpm are not made without one.
      `-c.extraMetadata.homepage=${env['GITHUB_SERVER_URL'] ?? 'https://github.com'}/${owner}/${repo}`,
    )
  return [...overrides, '--publish', installers && env['SWITCHBOARD_PUBLISH'] === '1' ? 'always' : 'never']
}

/** Larger than any file of ours and far smaller than the Claude executable. */
const SUSPICIOUS_BYTES = 200 * 1024 * 1024

/**
 * Files of a package that look like the Claude executable, which may not be given on (its licence; 360 MB).
 * @param {readonly { path: string, size: number }[]} files
 * @param {string} executable name of the app's own one, which is Electron and large too
 * @returns {string[]}
 */
export function claudeFiles(files, executable) {
  return files
    .filter(({ path, size }) => {
      const name = path.split(/[\\/]/).at(-1) ?? ''
      const named = /^claude(\.exe)?$/i.test(name) || /claude-agent-sdk-(linux|darwin|win32)/.test(path)
      return named || (size > SUSPICIOUS_BYTES && name !== executable && !name.includes('Electron Framework'))
    })
    .map(({ path }) => path)
}
