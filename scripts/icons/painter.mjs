/**
 * @typedef {readonly [number, number, number, number]} Colour red, green, blue 0–255, alpha 0–1
 * @typedef {{ shape: import('./shapes.mjs').Shape, fill: Colour | ((x: number, y: number) => Colour) }} Layer
 */

/**
 * Paints layers, the first at the bottom, each point of a pixel's grid of samples by itself.
 * @param {readonly Layer[]} layers
 * @param {{ size: number, units: number, samples?: number }} options pixels and drawing units a side
 * @returns {Buffer} RGBA, straight alpha
 */
export function paint(layers, { size, units, samples = 8 }) {
  const pixels = Buffer.alloc(size * size * 4)
  const step = units / size / samples
  for (let py = 0; py < size; py++)
    for (let px = 0; px < size; px++) {
      const sum = [0, 0, 0, 0]
      for (let s = 0; s < samples * samples; s++) {
        const x = (px * samples + (s % samples) + 0.5) * step
        const y = (py * samples + Math.floor(s / samples) + 0.5) * step
        addSample(sum, layers, x, y)
      }
      writePixel(pixels, (py * size + px) * 4, sum, samples * samples)
    }
  return pixels
}

/**
 * @param {number[]} sum premultiplied colour and alpha
 * @param {readonly Layer[]} layers
 * @param {number} x
 * @param {number} y
 */
function addSample(sum, layers, x, y) {
  let [r, g, b, a] = [0, 0, 0, 0]
  for (const { shape, fill } of layers) {
    if (shape(x, y) >= 0) continue
    const [fr, fg, fb, fa] = typeof fill === 'function' ? fill(x, y) : fill
    const keep = 1 - fa
    ;[r, g, b, a] = [fr * fa + r * keep, fg * fa + g * keep, fb * fa + b * keep, fa + a * keep]
  }
  ;[r, g, b, a].forEach((value, channel) => (sum[channel] = (sum[channel] ?? 0) + value))
}

/**
 * @param {Buffer} pixels
 * @param {number} at
 * @param {readonly number[]} sum
 * @param {number} count
 */
function writePixel(pixels, at, [r = 0, g = 0, b = 0, a = 0], count) {
  if (a === 0) return
  ;[r / a, g / a, b / a, (a / count) * 255].forEach((value, channel) => (pixels[at + channel] = Math.round(value)))
}
