import { openVirtualDesktop } from './virtual-desktop.mjs'

/**
 * Runs something that opens windows: on a screen and a bus of its own where `missing` says that there are none.
 * @template T
 * @param {{ screen: boolean, bus: boolean }} missing
 * @param {NodeJS.ProcessEnv} env
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} run is given the environment with that screen and bus
 * @returns {Promise<T>}
 */
export async function onDesktop(missing, env, run) {
  const desktop = missing.screen ? await openVirtualDesktop({ env, ...missing, keychain: false }) : undefined
  try {
    return await run(desktop?.env ?? env)
  } finally {
    await desktop?.close()
  }
}
