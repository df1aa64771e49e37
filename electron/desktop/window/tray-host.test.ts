import { describe, expect, it } from 'vitest'

import { silentLog } from '../../shared/log.ts'
import { watchTrayHost } from './tray-host.ts'

describe('the tray host', () => {
  it('comes and goes with the panel', async () => {
    let tell: (owned: boolean) => void = () => {}
    const heard: boolean[] = []
    const host = await watchTrayHost(
      async () => ({
        hasOwner: async () => false,
        onOwner: async (_name, listener) => void (tell = listener),
        close: () => {},
      }),
      silentLog,
    )
    host.onChange((present) => heard.push(present))
    expect(host.present()).toBe(false)
    tell(true)
    tell(true)
    expect([host.present(), heard]).toEqual([true, [true]])
  })

  it('is not there without a session bus', async () => {
    const host = await watchTrayHost(() => Promise.reject(new Error('no bus')), silentLog)
    expect(host.present()).toBe(false)
  })
})
