/**
 * What `electron <directory>` runs: it loads the app in the directory named in argv. The official distribution brings
 * such a `default_app.asar`; the stand-in does not. It does what Electron's own one does for an app's main entry,
 * and `import()` so that the entry may be an ES module.
 */
export const defaultAppFiles = {
  'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js' }),
  'main.js': `
const { app } = require('electron')
const { readFileSync } = require('node:fs')
const { resolve } = require('node:path')
const { pathToFileURL } = require('node:url')

const named = process.argv.slice(1).find((argument) => !argument.startsWith('-'))
const directory = resolve(named || '.')
const manifest = JSON.parse(readFileSync(resolve(directory, 'package.json'), 'utf8'))
process.defaultApp = true
if (manifest.version) app.setVersion(manifest.version)
app.setName(manifest.productName || manifest.name)
app.setDesktopName(manifest.desktopName || app.getName() + '.desktop')
app.setAppPath(directory)
import(pathToFileURL(resolve(directory, manifest.main || 'index.js')).href).catch((error) => {
  console.error(error)
  app.exit(1)
})
`,
}
