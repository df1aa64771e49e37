import type { PowerMonitor, PowerSaveBlocker } from 'electron'

import type { Log } from '../../shared/log.ts'
import type { Settings } from '../../shared/settings.ts'

type KeepAwake = Settings['power']['keepAwake']

/** Whether the machine must stay awake now: only while a turn runs, and as the setting says. Pure. */
export function staysAwake(setting: KeepAwake, working: boolean, onBattery: boolean): boolean {
  if (!working || setting === 'off') return false
  return setting === 'always' || !onBattery
}

/** Sleep and waking. */
export interface Power {
  setWorking(working: boolean): void
  setKeepAwake(setting: KeepAwake): void
  close(): void
}

export function createPower(deps: {
  readonly monitor: Pick<PowerMonitor, 'on' | 'off' | 'isOnBatteryPower'>
  readonly blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>
  /** The machine woke up: connections that were open are dead. */
  readonly onResume: () => void
  /** The system shuts down. */
  readonly onShutdown: () => void
  readonly log: Log
}): Power {
  const { monitor, blocker, log } = deps
  let working = false
  let setting: KeepAwake = 'off'
  let blocking: number | null = null

  const apply = (): void => {
    const wanted = staysAwake(setting, working, monitor.isOnBatteryPower())
    if (wanted === (blocking !== null)) return
    if (blocking === null) blocking = blocker.start('prevent-app-suspension')
    else {
      blocker.stop(blocking)
      blocking = null
    }
    log.debug('power.awake', { kept: blocking !== null })
  }
  const resume = (): void => {
    log.info('power.resume')
    deps.onResume()
  }
  const suspend = (): void => log.info('power.suspend')
  const shutdown = (event?: { preventDefault(): void }): void => {
    // The system waits a little for those who ask for it.
    event?.preventDefault()
    deps.onShutdown()
  }

  monitor.on('resume', resume)
  monitor.on('suspend', suspend)
  monitor.on('on-ac', apply)
  monitor.on('on-battery', apply)
  monitor.on('shutdown', shutdown)

  return {
    setWorking(now) {
      working = now
      apply()
    },
    setKeepAwake(now) {
      setting = now
      apply()
    },
    close() {
      working = false
      apply()
      monitor.off('resume', resume)
      monitor.off('suspend', suspend)
      monitor.off('on-ac', apply)
      monitor.off('on-battery', apply)
      monitor.off('shutdown', shutdown)
    },
  }
}
