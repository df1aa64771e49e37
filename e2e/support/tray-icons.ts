import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { inflateSync } from 'node:zlib'

/** A picture on the bus: width, height, ARGB of 32 bit in network order. */
export type Pixmap = readonly [width: number, height: number, argb: Buffer]

const FOLDER = resolve(import.meta.dirname, '../../resources/tray/linux')

/**
 * Which of our drawings a picture is. The nearest one counts, because Chromium premultiplies and rounds; a picture that
 * is none of ours is an error.
 */
export async function nearestTrayIcon([width, height, argb]: Pixmap): Promise<{ state: string; ground: string }> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.png'))
  const candidates = await Promise.all(
    names.map(async (name) => ({ name, difference: difference(await readDrawing(name), { width, height, argb }) })),
  )
  const best = candidates.sort((a, b) => a.difference - b.difference)[0]
  if (!best || best.difference > 4)
    throw new Error(`The tray shows a picture (${width}×${height}) that is none of ours.`)
  const [, state = '', ground = ''] = /^(.*)-(light|dark)(?:@2x)?\.png$/.exec(best.name) ?? []
  return { state, ground }
}

interface Drawing {
  readonly width: number
  readonly height: number
  /** RGBA rows, each after one filter byte, as a PNG holds them. */
  readonly rows: Buffer
}

/** Reads a PNG of scripts/icons.mjs: one IDAT chunk, no row filters. */
async function readDrawing(name: string): Promise<Drawing> {
  const file = await readFile(join(FOLDER, name))
  const start = file.indexOf('IDAT') + 4
  const rows = inflateSync(file.subarray(start, start + file.readUInt32BE(start - 8)))
  return { width: file.readUInt32BE(16), height: file.readUInt32BE(20), rows }
}

/** Mean difference of a channel's value, 0–255, colours weighted by their alpha; infinite when the sizes differ. */
function difference(drawing: Drawing, seen: { width: number; height: number; argb: Buffer }): number {
  if (drawing.width !== seen.width || drawing.height !== seen.height) return Number.POSITIVE_INFINITY
  let sum = 0
  for (let y = 0; y < seen.height; y++)
    for (let x = 0; x < seen.width; x++) {
      const here = y * (seen.width * 4 + 1) + 1 + x * 4
      const there = (y * seen.width + x) * 4
      const alpha = (drawing.rows[here + 3] ?? 0) / 255
      sum += Math.abs(alpha * 255 - (seen.argb[there] ?? 0))
      for (const channel of [0, 1, 2])
        sum += alpha * Math.abs((drawing.rows[here + channel] ?? 0) - (seen.argb[there + 1 + channel] ?? 0))
    }
  return sum / (seen.width * seen.height * 4)
}
