import { circle, curve, grown, line, squircle, union, without } from './shapes.mjs'

/** The app's icon is drawn on a grid of 1024. */
export const APP_ICON_UNITS = 1024

/** @typedef {import('./painter.mjs').Colour} Colour */

/**
 * @param {Colour} from
 * @param {Colour} to
 * @param {number} share
 * @returns {Colour}
 */
function mix(from, to, share) {
  const t = Math.min(1, Math.max(0, share))
  const at = (/** @type {0 | 1 | 2 | 3} */ i) => from[i] + (to[i] - from[i]) * t
  return [at(0), at(1), at(2), at(3)]
}

/**
 * A switchboard: nine quiet sockets on an indigo panel, a cord plugged into one, and that one lit.
 * @param {{ margin: number, detail: boolean }} options empty border in units; small sizes leave fine detail out
 * @returns {import('./painter.mjs').Layer[]}
 */
export function appIconLayers({ margin, detail }) {
  const half = 512 - margin
  const scale = half / 512
  /** @type {(value: number) => number} a coordinate of the panel's own grid of 1024 */
  const at = (value) => 512 + (value - 512) * scale
  const panel = squircle(512, 512, half)
  const centres = [256, 512, 768]
  const lit = { x: at(768), y: at(256) }
  const sockets = centres.flatMap((x) => centres.map((y) => ({ x: at(x), y: at(y) })))
  const quiet = sockets.filter(({ x, y }) => x !== lit.x || y !== lit.y)
  const radius = (detail ? 74 : 84) * scale
  const rings = quiet.map(({ x, y }) =>
    detail ? without(circle(x, y, radius), circle(x, y, radius * 0.56)) : circle(x, y, radius * 0.8),
  )
  const path = curve([at(256), at(768)], [at(256), at(330)], [at(768), at(760)], [at(768), at(256)])
  const cord = line(path, (detail ? 62 : 84) * scale)
  const plug = circle(at(256), at(768), radius * 1.12)
  const lamp = circle(lit.x, lit.y, radius * (detail ? 1.3 : 1.5))
  /** @type {(x: number, y: number) => Colour} */
  const panelFill = (x, y) => mix([124, 129, 255, 1], [58, 48, 178, 1], (x * 0.35 + y - 140) / 1150)
  /** @type {(x: number, y: number) => Colour} */
  const glow = (x, y) => [255, 190, 70, 0.55 * (1 - Math.hypot(x - lit.x, y - lit.y) / (330 * scale)) ** 2]
  /** @type {(x: number, y: number) => Colour} */
  const shine = (_, y) => [255, 255, 255, 0.28 * Math.max(0, 1 - y / 620)]
  const patch = union(cord, plug)
  /** @type {import('./shapes.mjs').Shape} */
  const shadow = (x, y) => patch(x, y - 16 * scale)
  return [
    { shape: panel, fill: panelFill },
    ...(detail ? [{ shape: without(panel, grown(panel, -9)), fill: shine }] : []),
    ...rings.map((shape) => ({ shape, fill: /** @type {Colour} */ ([255, 255, 255, 0.3]) })),
    { shape: circle(lit.x, lit.y, 330 * scale), fill: glow },
    ...(detail ? [{ shape: grown(shadow, 6 * scale), fill: /** @type {Colour} */ ([24, 16, 92, 0.3]) }] : []),
    { shape: patch, fill: [255, 255, 255, 1] },
    ...(detail ? [{ shape: circle(at(256), at(768), radius * 0.5), fill: panelFill }] : []),
    { shape: lamp, fill: (x, y) => mix([255, 214, 102, 1], [245, 150, 8, 1], (y - lit.y) / (radius * 2) + 0.5) },
  ]
}
