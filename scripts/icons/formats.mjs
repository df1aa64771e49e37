import { crc32, deflateSync } from 'node:zlib'

/**
 * A PNG file of straight RGBA pixels.
 * @param {Buffer} pixels
 * @param {number} size side in pixels
 */
export function png(pixels, size) {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  for (let y = 0; y < size; y++) pixels.copy(rows, y * (size * 4 + 1) + 1, y * size * 4, (y + 1) * size * 4)
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  // 8 bits a channel, RGBA.
  header.set([8, 6], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const body = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...body])
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function chunk(type, data) {
  const out = Buffer.alloc(data.length + 12)
  out.writeUInt32BE(data.length, 0)
  out.write(type, 4, 'latin1')
  data.copy(out, 8)
  out.writeUInt32BE(crc32(out.subarray(4, data.length + 8)), data.length + 8)
  return out
}

/**
 * A Windows icon of several sizes, each a PNG (read since Windows Vista).
 * @param {readonly { size: number, png: Buffer }[]} images
 */
export function ico(images) {
  const directory = Buffer.alloc(6 + 16 * images.length)
  directory.writeUInt16LE(1, 2)
  directory.writeUInt16LE(images.length, 4)
  let offset = directory.length
  images.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index
    // 256 is written as 0.
    directory.set([size & 0xff, size & 0xff, 0, 0, 1, 0, 32, 0], at)
    directory.writeUInt32LE(png.length, at + 8)
    directory.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([directory, ...images.map(({ png }) => png)])
}

/** Apple's names for PNG images, by side in pixels; a size may stand for a plain and a Retina image. */
const ICNS_TYPES = new Map([
  [32, ['ic11']],
  [64, ['ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
])

/**
 * A macOS icon.
 * @param {readonly { size: number, png: Buffer }[]} images
 */
export function icns(images) {
  const parts = images.flatMap(({ size, png }) => (ICNS_TYPES.get(size) ?? []).map((type) => tagged(type, png)))
  return tagged('icns', Buffer.concat(parts))
}

/**
 * @param {string} type
 * @param {Buffer} data
 */
function tagged(type, data) {
  const head = Buffer.alloc(8)
  head.write(type, 0, 'latin1')
  head.writeUInt32BE(data.length + 8, 4)
  return Buffer.concat([head, data])
}
