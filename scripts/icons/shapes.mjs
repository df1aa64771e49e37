/**
 * Shapes as signed distances: negative inside, in the units of the drawing.
 * @typedef {(x: number, y: number) => number} Shape
 * @typedef {readonly [number, number]} Point
 */

/**
 * @param {number} cx
 * @param {number} cy
 * @param {number} radius
 * @returns {Shape}
 */
export const circle = (cx, cy, radius) => (x, y) => Math.hypot(x - cx, y - cy) - radius

/**
 * @param {number} left
 * @param {number} top
 * @param {number} right
 * @param {number} bottom
 * @param {number} radius of the corners
 * @returns {Shape}
 */
export const box = (left, top, right, bottom, radius) => (x, y) => {
  const dx = Math.abs(x - (left + right) / 2) - (right - left) / 2 + radius
  const dy = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius
}

/**
 * A superellipse, the soft square of app icons. Only its sign is exact, which is all that filling needs.
 * @param {number} cx
 * @param {number} cy
 * @param {number} half half the side
 * @returns {Shape}
 */
export const squircle = (cx, cy, half) => (x, y) =>
  half * ((Math.abs((x - cx) / half) ** 5 + Math.abs((y - cy) / half) ** 5) ** 0.2 - 1)

/**
 * A round-ended line through points.
 * @param {readonly Point[]} points
 * @param {number} width
 * @returns {Shape}
 */
export const line = (points, width) => (x, y) => {
  let nearest = Infinity
  for (let i = 1; i < points.length; i++) {
    const [ax, ay] = /** @type {Point} */ (points[i - 1])
    const [bx, by] = /** @type {Point} */ (points[i])
    const length = (bx - ax) ** 2 + (by - ay) ** 2
    const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
    nearest = Math.min(nearest, Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay)))
  }
  return nearest - width / 2
}

/**
 * Points along a cubic Bézier curve.
 * @param {Point} a
 * @param {Point} b
 * @param {Point} c
 * @param {Point} d
 * @returns {Point[]}
 */
export const curve = (a, b, c, d) =>
  Array.from({ length: 33 }, (_, step) => {
    const t = step / 32
    const u = 1 - t
    const at = (/** @type {0 | 1} */ axis) =>
      u ** 3 * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t ** 3 * d[axis]
    return /** @type {const} */ ([at(0), at(1)])
  })

/**
 * A filled convex polygon, its points clockwise on the screen.
 * @param {readonly Point[]} points
 * @returns {Shape}
 */
export const polygon = (points) => (x, y) =>
  points.reduce((most, [ax, ay], i) => {
    const [bx, by] = /** @type {Point} */ (points[(i + 1) % points.length])
    return Math.max(most, ((by - ay) * (x - ax) - (bx - ax) * (y - ay)) / Math.hypot(bx - ax, by - ay))
  }, -Infinity)

/**
 * @param {...Shape} shapes
 * @returns {Shape}
 */
export const union =
  (...shapes) =>
  (x, y) =>
    Math.min(...shapes.map((shape) => shape(x, y)))

/**
 * @param {Shape} shape
 * @param {Shape} hole
 * @returns {Shape}
 */
export const without = (shape, hole) => (x, y) => Math.max(shape(x, y), -hole(x, y))

/**
 * A shape grown by a distance, or shrunk by a negative one.
 * @param {Shape} shape
 * @param {number} by
 * @returns {Shape}
 */
export const grown = (shape, by) => (x, y) => shape(x, y) - by
