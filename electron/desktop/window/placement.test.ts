import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { FakeClock } from '../../sessions/testing/fake-clock.ts'
import { silentLog } from '../../shared/log.ts'
import { MINIMUM, parsePlacement, placeWindow } from './placement.ts'
import { rememberPlace } from './remember.ts'

const area = { x: 0, y: 0, width: 1920, height: 1040 }

describe('where the window opens', () => {
  it('is where it was, if that can still be grabbed, else the middle', () => {
    const bounds = { x: 100, y: 50, width: 900, height: 700 }
    expect(placeWindow({ bounds, maximised: true }, [area])).toEqual({ bounds, maximised: true })
    const lost = placeWindow({ bounds: { ...bounds, x: 5000 }, maximised: false }, [area])
    expect(lost.bounds).toMatchObject({ x: 370, y: 140 })
  })

  it('can always be grabbed and is never too small, whatever was remembered', () => {
    const rectangle = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 0, max: 6000 }),
      height: fc.integer({ min: 0, max: 6000 }),
    })
    fc.assert(
      fc.property(fc.option(rectangle), (bounds) => {
        const placed = placeWindow(bounds && { bounds, maximised: false }, [area]).bounds
        expect(placed.width).toBeGreaterThanOrEqual(MINIMUM.width)
        expect(placed.y).toBeGreaterThanOrEqual(area.y)
        expect(placed.x + placed.width).toBeGreaterThan(area.x)
        expect(placed.x).toBeLessThan(area.x + area.width)
      }),
    )
  })

  it('is read from a file that may hold anything', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePlacement(text)))
    expect(parsePlacement('{"bounds":{"x":1,"y":2,"width":3,"height":4},"maximised":true}')).not.toBeNull()
  })

  it('is written down when the window rests, and at the end', async () => {
    const written: string[] = []
    const clock = new FakeClock()
    const files = { read: async () => null, write: async (_path: string, text: string) => void written.push(text) }
    const place = await rememberPlace({ files, path: '/w', clock, log: silentLog })
    const at = (x: number) => ({ bounds: { ...area, x }, maximised: false })
    for (let x = 0; x < 10; x++) place.set(at(x))
    clock.advance(1000)
    expect(written).toHaveLength(1)
    place.set(at(99))
    await place.flush()
    await place.flush()
    expect(written).toHaveLength(2)
    expect(parsePlacement(written[1] ?? null)).toEqual(at(99))
  })
})
