/** The zoom a step of tenths on, within what the setting takes. */
export const zoomed = (zoom: number, by: number): number => Math.round(Math.min(3, Math.max(0.5, zoom + by)) * 10) / 10
