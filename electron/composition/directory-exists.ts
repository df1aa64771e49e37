import { stat } from 'node:fs/promises'

/** Whether this is a directory, and exists now. */
export const directoryExists = (directory: string): Promise<boolean> =>
  stat(directory).then(
    (info) => info.isDirectory(),
    () => false,
  )
