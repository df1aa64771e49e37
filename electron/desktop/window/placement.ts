import { z } from 'zod'

/** A rectangle on the desktop, in device-independent pixels. */
const rectangleSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int(),
  height: z.number().int(),
})
export type Rectangle = z.infer<typeof rectangleSchema>

/** What `window.json` keeps. */
export const placementSchema = z.object({ bounds: rectangleSchema, maximised: z.boolean() })
export type Placement = z.infer<typeof placementSchema>

/** From this width the three columns fold (look.md). */
export const MINIMUM = { width: 720, height: 480 }
const FIRST = { width: 1180, height: 760 }
/** This much of the title bar must be on a display, so that the window can be grabbed. */
const GRAB = { width: 120, height: 24 }

/** Where the window opens: as remembered where that can still be seen, else in the middle of the first display. Pure. */
export function placeWindow(remembered: Placement | null, workAreas: readonly Rectangle[]): Placement {
  if (remembered && workAreas.some((area) => canBeGrabbed(remembered.bounds, area))) {
    const { width, height } = remembered.bounds
    const bounds = {
      ...remembered.bounds,
      width: Math.max(width, MINIMUM.width),
      height: Math.max(height, MINIMUM.height),
    }
    return { ...remembered, bounds }
  }
  const [area] = workAreas
  if (!area) return { bounds: { x: 0, y: 0, ...FIRST }, maximised: false }
  const width = Math.min(FIRST.width, area.width)
  const height = Math.min(FIRST.height, area.height)
  return {
    bounds: {
      x: area.x + Math.round((area.width - width) / 2),
      y: area.y + Math.round((area.height - height) / 2),
      width,
      height,
    },
    maximised: remembered?.maximised ?? false,
  }
}

function canBeGrabbed(bounds: Rectangle, area: Rectangle): boolean {
  const across = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const insideTop = bounds.y >= area.y && bounds.y + GRAB.height <= area.y + area.height
  return across >= GRAB.width && insideTop
}

/** Reads what was remembered; anything else than a placement counts as nothing. Pure. */
export function parsePlacement(text: string | null): Placement | null {
  if (text === null) return null
  try {
    return placementSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
