import { describe, expect, it } from 'vitest'

import { createDashboard } from './dashboard.ts'
import { pageSource } from './open-main-window.ts'

describe('the page', () => {
  it('comes from a dev server only while developing', () => {
    const env = { ELECTRON_RENDERER_URL: 'http://localhost:5173/x' }
    expect(pageSource(false, env).origins).toEqual(['http://localhost:5173'])
    expect(pageSource(true, env).url).toBe('app://switchboard/index.html')
  })

  it('is told where to go once it listens', () => {
    const sent: unknown[] = []
    const dashboard = createDashboard({ show: () => {} }, (_name, data) => sent.push(data))
    dashboard.open('settings')
    dashboard.open(null)
    expect(sent).toEqual([])
    dashboard.listening()
    dashboard.listening()
    expect(sent).toEqual([{ screen: 'settings', chat: null }])
    dashboard.gone()
    dashboard.open('logs')
    expect(sent).toHaveLength(1)
  })
})
