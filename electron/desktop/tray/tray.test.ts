import { describe, expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import type { TrayAction } from './action.ts'
import type { TrayModel } from './model.ts'
import { createTray } from './tray.ts'

function rig(over: { make?: () => never; platform?: NodeJS.Platform } = {}) {
  const done: string[] = []
  const ran: TrayAction[] = []
  const fake = {
    on: () => fake,
    setImage: (image: { path: string }) => done.push(`image ${image.path}`),
    setToolTip: (text: string) => done.push(`tip ${text}`),
    setContextMenu: () => done.push('menu'),
    setTitle: (text: string) => done.push(`title ${text}`),
    destroy: () => done.push('destroy'),
  }
  const tray = createTray({
    make: over.make ?? ((image) => (done.push(`make ${(image as never as { path: string }).path}`), fake as never)),
    menu: (template) => {
      for (const item of template) item.click?.(undefined as never, undefined, undefined as never)
      return {} as never
    },
    image: (path) => ({ path, isEmpty: () => false, setTemplateImage: () => {} }) as never,
    place: () => ({ folder: '/t', platform: over.platform ?? 'linux', dark: true }),
    badge: (count) => done.push(`badge ${count}`),
    run: (action) => ran.push(action),
    onClick: () => {},
    log: silentLog,
  })
  return { tray, done, ran }
}

const model = (over: Partial<TrayModel> = {}): TrayModel => ({
  icon: 'idle',
  count: 0,
  tooltip: 'Idle',
  items: [{ kind: 'action', id: 'quit', label: 'Quit', action: { do: 'quit' } }],
  ...over,
})

describe('the tray', () => {
  it('touches only what changed, and sets the menu again with each change of it', () => {
    const { tray, done, ran } = rig()
    tray.show(model())
    expect(done).toEqual(['make /t/linux/idle-dark.png', 'tip Idle', 'menu', 'badge 0'])
    expect(ran).toEqual([{ do: 'quit' }])
    done.length = 0
    tray.show(model())
    expect(done).toEqual([])
    tray.show(model({ icon: 'working', items: [] }))
    expect(done).toEqual(['image /t/linux/working-dark.png', 'menu'])
  })

  it('is made anew with all it showed', () => {
    const { tray, done } = rig()
    tray.renew()
    expect(done).toEqual([])
    tray.show(model())
    done.length = 0
    tray.renew()
    expect(done).toEqual(['destroy', 'make /t/linux/idle-dark.png', 'tip Idle', 'menu', 'badge 0'])
  })

  it('shows the count beside the icon where the platform can', () => {
    const { tray, done } = rig({ platform: 'darwin' })
    tray.show(model({ count: 2 }))
    expect(done).toContain('title 2')
    expect(done).toContain('badge 2')
  })

  it('never takes the start down', () => {
    const { tray } = rig({
      make: () => {
        throw new Error('no tray here')
      },
    })
    expect(() => tray.show(model())).not.toThrow()
  })
})
