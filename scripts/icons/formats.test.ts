import { inflateSync } from 'node:zlib'

import { expect, test } from 'vitest'

import { icns, ico, png } from './formats.mjs'
import { paint } from './painter.mjs'
import { box } from './shapes.mjs'
import { GLYPH_UNITS, glyphLayers, TRAY_GLYPHS } from './tray-glyph.mjs'

const red = [255, 0, 0, 1] as const

test('a half covered pixel is half transparent and keeps its colour', () => {
  const pixels = paint([{ shape: box(-1, -1, 1.5, 3, 0), fill: red }], { size: 2, units: 2 })
  expect([...pixels.subarray(0, 8)]).toEqual([255, 0, 0, 255, 255, 0, 0, 128])
})

test('a PNG holds the pixels row by row', () => {
  const file = png(Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]), 2)
  const data = file.indexOf('IDAT') + 4
  const rows = inflateSync(file.subarray(data, data + file.readUInt32BE(data - 8)))
  expect([...rows]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 9, 10, 11, 12, 13, 14, 15, 16])
})

test('icon files point at the images they hold', () => {
  const image = Buffer.from('image')
  const windows = ico([{ size: 256, png: image }])
  expect([windows[6], windows.subarray(windows.readUInt32LE(18)).toString()]).toEqual([0, 'image'])
  const apple = icns([{ size: 1024, png: image }])
  expect([apple.readUInt32BE(4), apple.toString('latin1', 8, 12)]).toEqual([apple.length, 'ic10'])
})

test('every two states of the tray differ clearly at 16 px without colour', () => {
  const alphas = Object.keys(TRAY_GLYPHS).map((state) => {
    const pixels = paint(glyphLayers(state, red, { coloured: false }), { size: 16, units: GLYPH_UNITS, samples: 2 })
    return pixels.filter((_, index) => index % 4 === 3)
  })
  for (const [i, a] of alphas.entries())
    for (const b of alphas.slice(i + 1)) {
      const different = a.filter((alpha, index) => Math.abs(alpha - (b[index] ?? 0)) > 128).length
      expect(different).toBeGreaterThan(8)
    }
})
