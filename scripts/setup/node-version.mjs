/**
 * The lowest Node that can run the tools: the first 20.x in which `require()` of an ES module works,
 * which Electron's own installer needs.
 */
export const MINIMUM_NODE = '20.19.0'

/**
 * What is wrong with the Node that runs us, or undefined when nothing is.
 * @param {string} version such as `20.20.2`
 * @param {string} [minimum]
 * @returns {string | undefined}
 */
export function nodeProblem(version, minimum = MINIMUM_NODE) {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  const [wantMajor = 0, wantMinor = 0, wantPatch = 0] = minimum.split('.').map(Number)
  const enough = major !== wantMajor ? major > wantMajor : minor !== wantMinor ? minor > wantMinor : patch >= wantPatch
  if (enough) return undefined
  return `Switchboard needs Node ${minimum} or newer; this is Node ${version}. Install a current LTS from https://nodejs.org and run the command again.`
}
