/**
 * What `electron <directory>` runs: it loads the app in the directory named in argv. The official distribution brings
 * such a `default_app.asar`; the stand-in does not. It does what Electron's own one does for an app's main entry,
 * and `import()` so that the entry may be an ES module.
 */
export const defaultAppFiles = {
  'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', type: 'module', main: 'main.js' }),
  'main.js': `
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
const directory = resolve(named || '.')
const manifest = JSON.parse(readFileSync(resolve(directory, 'package.json'), 'utf8'))
process.defaultApp = true
if (manifest.version) app.setVersion(manifest.version)
app.setName(manifest.productName || manifest.name)
app.setDesktopName(manifest.desktopName || app.getName() + '.desktop')
app.setAppPath(directory)
try {
  // Awaited at the top level: Electron becomes ready only after its entry module has been through.
  await import(pathToFileURL(resolve(directory, manifest.main || 'index.js')).href)
} catch (error) {
  console.error(error)
  app.exit(1)
}
`,
}
