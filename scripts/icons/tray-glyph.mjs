import { box, circle, curve, grown, line, polygon, union, without } from './shapes.mjs'

/**
 * The tray's glyph: a jack with its cord, drawn on a 16-unit grid, so that one unit is one pixel where it is smallest.
 * States differ in shape, not only in colour: outline, filled, with a dot, with a notch, with a bar through.
 */
export const GLYPH_UNITS = 16

/** @typedef {import('./painter.mjs').Layer} Layer */

/** Amber "needs you" and red "failed" (look.md), for the systems whose trays show colour. */
const AMBER = /** @type {const} */ ([245, 158, 11, 1])
const RED = /** @type {const} */ ([229, 72, 77, 1])

const shaft = union(box(6, 0, 9, 2.5, 1.25), box(6, 3.25, 9, 6.5, 0.25))
const body = box(3, 6, 12, 12, 1.5)
const cord = line(curve([7.5, 11.5], [7.5, 15.75], [10.5, 14.5], [15, 14.5]), 1.75)
const outline = union(shaft, without(body, box(4.25, 7.25, 10.75, 10.75, 0.5)), cord)
const filled = union(shaft, body, cord)
const dot = circle(12.75, 3.25, 3.25)
const notch = polygon([
  [13, 6],
  [13, 12],
  [6.5, 9],
])
const bar = line(
  [
    [1.25, 14.25],
    [14.75, 1.25],
  ],
  1.75,
)

/**
 * The shapes of each state; `signal` is what may be shown in colour.
 * @type {Record<string, { glyph: import('./shapes.mjs').Shape, signal?: Layer }>}
 */
export const TRAY_GLYPHS = {
  idle: { glyph: outline },
  working: { glyph: filled },
  'needs-you': { glyph: without(filled, grown(dot, 1)), signal: { shape: dot, fill: AMBER } },
  failed: { glyph: union(shaft, cord), signal: { shape: without(body, notch), fill: RED } },
  offline: { glyph: union(without(outline, grown(bar, 0.9)), bar) },
}

/**
 * @param {string} state
 * @param {import('./painter.mjs').Colour} ink
 * @param {{ coloured: boolean }} options a template image is of one colour
 * @returns {Layer[]}
 */
export function glyphLayers(state, ink, { coloured }) {
  const { glyph, signal } = TRAY_GLYPHS[state] ?? fail(state)
  const layers = [{ shape: glyph, fill: ink }]
  return signal ? [...layers, coloured ? signal : { shape: signal.shape, fill: ink }] : layers
}

/**
 * @param {string} state
 * @returns {never}
 */
function fail(state) {
  throw new Error(`There is no glyph for ${state}.`)
}
