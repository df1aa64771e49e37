/**
 * What every package must have; nothing is taken from electron-builder.yml, so that a slip there is found here.
 * Names are those of @electron/fuses. A fuse that this Electron does not know is none that could be wrong.
 * @type {Readonly<Record<string, boolean>>}
 */
export const SAFE_FUSES = {
  RunAsNode: false,
  EnableCookieEncryption: true,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  GrantFileProtocolExtraPrivileges: false,
}

/**
 * The fuses that are not as they must be, in words.
 * @param {Readonly<Record<string, boolean>>} found
 * @param {boolean} e2e a build for Playwright, which drives the main process through the inspector
 * @returns {string[]}
 */
export function fuseProblems(found, e2e) {
  const wanted = { ...SAFE_FUSES, EnableNodeCliInspectArguments: e2e }
  return Object.entries(wanted)
    .filter(([name, on]) => found[name] !== on)
    .map(([name, on]) => `${name} is ${word(found[name])}, not ${word(on)}`)
}

/** @param {boolean | undefined} on */
const word = (on) => (on === undefined ? 'missing' : on ? 'on' : 'off')

/**
 * The fuses of an executable, by name.
 * @param {string} executable
 * @returns {Promise<Record<string, boolean>>}
 */
export async function readFuses(executable) {
  // Imported late: node_modules may only just have been installed.
  const { FuseState, FuseV1Options, getCurrentFuseWire } = await import('@electron/fuses')
  const wire = await getCurrentFuseWire(executable)
  const fuses = Object.entries(FuseV1Options).filter(([, index]) => typeof index === 'number')
  return Object.fromEntries(
    fuses.flatMap(([name, index]) => {
      const state = wire[/** @type {import('@electron/fuses').FuseV1Options} */ (index)]
      return state === FuseState.ENABLE || state === FuseState.DISABLE ? [[name, state === FuseState.ENABLE]] : []
    }),
  )
}
