import type { BrowserWindow, Dialog } from 'electron'

/** The system's own dialogs, over the window where there is one. Each resolves with null where it was closed. */
export interface Dialogs {
  pickFolder(title: string, from: string | null): Promise<string | null>
  saveFile(title: string, name: string): Promise<string | null>
  openFile(title: string, extensions: readonly string[]): Promise<string | null>
}

export function createDialogs(
  dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>,
  window: () => BrowserWindow | null,
): Dialogs {
  const open = async (options: Electron.OpenDialogOptions): Promise<string | null> => {
    const over = window()
    const { filePaths } = await (over ? dialog.showOpenDialog(over, options) : dialog.showOpenDialog(options))
    return filePaths[0] ?? null
  }
  return {
    pickFolder: (title, from) =>
      open({ title, properties: ['openDirectory', 'createDirectory'], ...(from ? { defaultPath: from } : {}) }),
    async saveFile(title, name) {
      const over = window()
      const options = { title, defaultPath: name }
      const { filePath } = await (over ? dialog.showSaveDialog(over, options) : dialog.showSaveDialog(options))
      return filePath || null
    },
    openFile: (title, extensions) =>
      open({ title, properties: ['openFile'], filters: [{ name: title, extensions: [...extensions] }] }),
  }
}
