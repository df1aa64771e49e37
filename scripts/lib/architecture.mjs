import { posix } from 'node:path'

/**
 * The rules of the house that can be read off the sources alone; docs/architecture.md says why each is there.
 * @typedef {{ path: string, text: string }} Source path from the repository's root, with slashes
 */

/** Who may import whom in `electron/` (types count too). A room may always import itself. */
const ALLOWED = new Map([
  ['shared', []],
  ['storage', ['shared']],
  ['claude', ['shared']],
  ['sessions', ['shared', 'storage', 'claude']],
  ['telegram', ['shared', 'sessions', 'storage/port.ts']],
  ['desktop', ['shared', 'sessions', 'storage/port.ts']],
])

const MAX_LINES = 300
const MAX_TEST_LINES = 500
const MAX_LINES_OF = new Map([
  ['electron/main.ts', 120],
  ['electron/preload.ts', 40],
])
/** Half of the files are shorter than this. */
const MAX_MEDIAN = 80

/** @param {string} path */
// The crash rig and the surface rig are tests that need more than one file.
const isTest = (path) => /\.test\.tsx?$|(^|\/)testing\/|composition\/(crash|surface)\//.test(path)

/**
 * Every broken rule, in words, the file first.
 * @param {readonly Source[]} sources of `electron/` and `renderer/`
 * @returns {string[]}
 */
export function violations(sources) {
  return [...sources.flatMap(fileViolations), ...medianViolation(sources), ...ipcViolation(sources), ...cycles(sources)]
}

/** @param {Source} source */
function fileViolations(source) {
  const { path, text } = source
  const found = []
  const lines = text.split('\n').length - 1
  const limit = MAX_LINES_OF.get(path) ?? (isTest(path) ? MAX_TEST_LINES : MAX_LINES)
  if (lines > limit) found.push(`${path}: ${lines} lines, the limit is ${limit}`)
  if (isTest(path)) return found
  for (const specifier of imports(text)) {
    const reason = forbidden(path, specifier)
    if (reason) found.push(`${path}: imports ${specifier}: ${reason}`)
  }
  const sync =
    path.startsWith('electron/') && /\b(?:spawn|exec|execFile|readFile|writeFile|appendFile)Sync\b/.exec(text)
  if (sync) found.push(`${path}: ${sync[0]} blocks every chat`)
  return found
}

/**
 * @param {string} text
 * @returns {string[]}
 */
export function imports(text) {
  return [...text.matchAll(/^\s*(?:import|export)\b[^'"]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  )
}

/**
 * @param {string} path
 * @param {string} specifier
 */
function forbidden(path, specifier) {
  if (path.startsWith('renderer/')) {
    if (/^(node:|electron$)/.test(specifier)) return 'the renderer has no Node and no Electron'
    return /^electron\/(?!shared\/)/.test(resolved(path, specifier) ?? '')
      ? 'the renderer reaches only @shared'
      : undefined
  }
  const room = path.split('/')[1] ?? ''
  const allowed = ALLOWED.get(room)
  if (!allowed) return undefined
  if (specifier === 'electron')
    return room === 'desktop' ? undefined : 'only desktop/, main.ts and preload.ts use electron'
  if (room === 'shared' && specifier.startsWith('node:')) return 'shared runs in the renderer too'
  const target = resolved(path, specifier)?.replace(/^electron\//, '')
  if (!target || target.startsWith(`${room}/`)) return undefined
  const ok = allowed.some((entry) => target === entry || target.startsWith(`${entry}/`))
  return ok ? undefined : `${room} may import ${allowed.join(', ') || 'nothing of ours'}`
}

/**
 * @param {string} path
 * @param {string} specifier
 */
function resolved(path, specifier) {
  if (specifier.startsWith('@shared/')) return posix.join('electron/shared', specifier.slice('@shared/'.length))
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : undefined
}

/**
 * One validating wrapper is the only importer of `ipcMain`.
 * @param {readonly Source[]} sources
 */
function ipcViolation(sources) {
  const importers = sources.filter(({ path, text }) => !isTest(path) && /^import \{[^}]*\bipcMain\b/m.test(text))
  const names = importers.map(({ path }) => path).join(', ')
  return importers.length > 1 ? [`${names}: only one file may import ipcMain`] : []
}

/** @param {readonly Source[]} sources */
function medianViolation(sources) {
  const lengths = sources.filter(({ path }) => !isTest(path)).map(({ text }) => text.split('\n').length - 1)
  const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0
  return median >= MAX_MEDIAN
    ? [`electron/ and renderer/: the median file has ${median} lines, the limit is ${MAX_MEDIAN}`]
    : []
}

/** @param {readonly Source[]} sources */
function cycles(sources) {
  const edges = new Map(
    sources.map(({ path, text }) => {
      // A type alone makes no cycle: it is gone when the code runs.
      const atRunTime = imports(text.replaceAll(/^(import|export) type\b[^;]*?['"][^'"]+['"]/gm, ''))
      return [path, atRunTime.map((specifier) => resolved(path, specifier))]
    }),
  )
  /** @type {Set<string>} */
  const done = new Set()
  /** @type {string[]} */
  const found = []
  /**
   * @param {string} path
   * @param {readonly string[]} trail
   */
  const visit = (path, trail) => {
    if (trail.includes(path))
      return void found.push(`${[...trail.slice(trail.indexOf(path)), path].join(' → ')}: a cycle`)
    if (done.has(path)) return
    for (const next of edges.get(path) ?? []) if (next && edges.has(next)) visit(next, [...trail, path])
    done.add(path)
  }
  for (const { path } of sources) visit(path, [])
  return found
}
