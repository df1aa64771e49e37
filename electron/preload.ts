import { contextBridge, ipcRenderer, webUtils } from 'electron'

import { CALL_NAMES, EVENT_NAMES, PREFIX } from './desktop/ipc/names.ts'
import type { Bridge } from './shared/ipc.ts'

/** Only names of the contract pass; the page gets no `ipcRenderer`, no event object and no environment. */
const channel = (names: object, name: string): string => {
  if (!Object.hasOwn(names, name)) throw new Error(`"${name}" is not in the contract`)
  return PREFIX + name
}

const bridge: Bridge = {
  invoke: (name, input) => ipcRenderer.invoke(channel(CALL_NAMES, name), input),
  on: (name, listener) => {
    const to = channel(EVENT_NAMES, name)
    const heard = (_: unknown, data: Parameters<typeof listener>[0]): void => listener(data)
    ipcRenderer.on(to, heard)
    return () => void ipcRenderer.off(to, heard)
  },
  pathOf: (file) => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
}

contextBridge.exposeInMainWorld('switchboard', Object.freeze(bridge))
