import { lookup } from 'node:dns/promises'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { dirname } from 'node:path'

/** A failed look for the release host is believed for a day, so that every start does not wait for it again. */
const REMEMBER_MS = 24 * 60 * 60 * 1000
const PROBE_MS = 3000

/**
 * The host that Electron's installer downloads from, by the variables that @electron/get honours.
 * @param {NodeJS.ProcessEnv} env
 * @returns {URL}
 */
export function releaseHost(env) {
  const mirror = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror'] ?? env['NPM_CONFIG_ELECTRON_MIRROR']
  return new URL(mirror ?? 'https://github.com/')
}

/**
 * Whether the host takes a connection. Electron's installer would need about 12 s to find that out.
 * With a proxy the host's name may mean nothing here, so the download itself has to tell.
 * @param {URL} host
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>}
 */
export async function isReachable(host, env) {
  if (env['HTTPS_PROXY'] ?? env['https_proxy'] ?? env['ALL_PROXY'] ?? env['all_proxy']) return true
  const timeout = new Promise((done) => setTimeout(done, PROBE_MS, false).unref())
  return /** @type {Promise<boolean>} */ (Promise.race([connects(host), timeout]))
}

/** @param {URL} host */
async function connects(host) {
  const found = await lookup(host.hostname).catch(() => undefined)
  if (!found) return false
  return new Promise((done) => {
    const socket = connect({ host: found.address, port: Number(host.port || 443), timeout: PROBE_MS })
    /** @param {boolean} answer */
    const finish = (answer) => {
      socket.destroy()
      done(answer)
    }
    socket.once('connect', () => finish(true))
    socket.once('timeout', () => finish(false))
    socket.once('error', () => finish(false))
  })
}

/**
 * What is remembered of failed downloads, in a file that names version, host and time.
 * @param {string} file
 * @param {string} key version and host: another of either is tried at once
 * @param {number} now milliseconds since the epoch
 */
export async function failedLately(file, key, now) {
  const [savedKey, savedAt] = (await readFile(file, 'utf8').catch(() => '')).split('\n')
  const age = now - Number(savedAt)
  return savedKey === key && age >= 0 && age < REMEMBER_MS
}

/**
 * @param {string} file
 * @param {string} key
 * @param {number} now
 */
export async function rememberFailure(file, key, now) {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${key}\n${now}\n`)
}
