import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

import { APP_ICON_UNITS, appIconLayers } from './icons/app-icon.mjs'
import { icns, ico, png } from './icons/formats.mjs'
import { paint } from './icons/painter.mjs'
import { GLYPH_UNITS, glyphLayers, TRAY_GLYPHS } from './icons/tray-glyph.mjs'
import { root } from './setup/paths.mjs'

// node scripts/icons.mjs [tray|app]: draws every icon in resources/ anew. Its output is committed; run it after changing a drawing.

/** Above this many pixels the app icon shows its fine detail. */
const DETAIL_FROM = 48
const BLACK = /** @type {const} */ ([0, 0, 0, 1])
/** The ground decides the ink: `light` files are for light panels. */
const INKS = { light: /** @type {const} */ ([32, 33, 42, 1]), dark: /** @type {const} */ ([240, 241, 246, 1]) }

/**
 * @param {string} path below resources/
 * @param {Buffer} content
 */
async function write(path, content) {
  const file = join(root, 'resources', path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, content)
}

/**
 * @param {number} size
 * @param {number} margin
 */
function appIcon(size, margin) {
  const layers = appIconLayers({ margin, detail: size >= DETAIL_FROM })
  return { size, png: png(paint(layers, { size, units: APP_ICON_UNITS, samples: size > 128 ? 3 : 6 }), size) }
}

/**
 * @param {number} size
 * @param {import('./icons/painter.mjs').Layer[]} layers
 */
function glyph(size, layers) {
  return { size, png: png(paint(layers, { size, units: GLYPH_UNITS, samples: 12 }), size) }
}

async function drawTray() {
  for (const state of Object.keys(TRAY_GLYPHS)) {
    const template = glyphLayers(state, BLACK, { coloured: false })
    await write(`tray/darwin/${state}Template.png`, glyph(16, template).png)
    await write(`tray/darwin/${state}Template@2x.png`, glyph(32, template).png)
    for (const [ground, ink] of Object.entries(INKS)) {
      const layers = glyphLayers(state, ink, { coloured: true })
      await write(`tray/win32/${state}-${ground}.ico`, ico([16, 20, 24, 32, 48].map((size) => glyph(size, layers))))
      // 22 is what panels ask a status notifier for.
      await write(`tray/linux/${state}-${ground}.png`, glyph(22, layers).png)
      await write(`tray/linux/${state}-${ground}@2x.png`, glyph(44, layers).png)
    }
  }
}

async function drawApp() {
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512]
  const images = sizes.map((size) => appIcon(size, 24))
  for (const { size, png } of images) await write(`icons/${size}x${size}.png`, png)
  await write('icon.ico', ico(images.filter(({ size }) => size <= 256)))
  // Apple's grid leaves a border of 100 in 1024 around the tile.
  await write('icon.icns', icns([32, 64, 128, 256, 512, 1024].map((size) => appIcon(size, 100))))
}

const only = process.argv[2]
if (only !== 'app') await drawTray()
if (only !== 'tray') await drawApp()
