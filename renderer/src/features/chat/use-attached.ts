import type { ChatKey } from '@shared/ids.ts'

import { useServices, useUi } from '@/lib/services.ts'

import { filePaths } from './file-paths.ts'

const NONE: readonly string[] = []

/** The files that go along with a chat's next message. They stay while one looks elsewhere, as its text does. */
export function useAttached(chat: ChatKey) {
  const { client, ui } = useServices()
  const files = useUi((state) => state.attached[chat] ?? NONE)
  const put = (next: readonly string[]) => ui.setState(({ attached }) => ({ attached: { ...attached, [chat]: next } }))
  const add = async (list: FileList): Promise<void> => {
    // A list of the clipboard is empty once the event is over.
    const paths = await filePaths(client, [...list])
    put([...new Set([...(ui.getState().attached[chat] ?? NONE), ...paths])])
  }
  return { files, put, add }
}
