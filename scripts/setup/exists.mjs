import { access } from 'node:fs/promises'

/**
 * Whether there is such a file or directory.
 * @param {string} path
 */
export const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  )
