/**
 * @typedef {{ version?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[], libc?: string[],
 *   optionalDependencies?: Record<string, string> }} Entry
 */

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'win32']
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']

/**
 * Which machines a binary package is for, read off its name as all these packages are named:
 * `…-linux-x64-musl`, `…/darwin-arm64`.
 * @param {string} name
 */
export function machinesOf(name) {
  const words = name.split(/[-/]/)
  const os = SYSTEMS.filter((system) => words.includes(system))
  const cpu = PROCESSORS.filter((processor) => words.includes(processor))
  const libc = words.includes('musl') ? ['musl'] : words.some((word) => /^(gnu|glibc)/.test(word)) ? ['glibc'] : []
  return {
    ...(os.length > 0 && { os }),
    ...(cpu.length > 0 && { cpu }),
    ...(os.includes('linux') && libc.length > 0 && { libc }),
  }
}

/**
 * Where Node would find a package from here, if the lock file has it.
 * @param {Record<string, Entry>} packages
 * @param {string} from
 * @param {string} name
 */
function found(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1))) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`]) return true
    if (folder === '') return false
  }
}

/**
 * Puts the optional binary packages that npm left out into the lock file, in place. Without a checksum: npm checks those
 * against the registry where they are really installed.
 * @param {{ packages: Record<string, Entry> }} lock
 * @returns {string[]} their names
 */
export function completed(lock) {
  const { packages } = lock
  /** @type {string[]} */
  const added = []
  for (const [from, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      if (found(packages, from, name)) continue
      packages[`node_modules/${name}`] = { version, ...machinesOf(name), dev: true, optional: true }
      added.push(name)
    }
  }
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  return added
}
