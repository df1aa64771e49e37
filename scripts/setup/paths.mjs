import { resolve } from 'node:path'

/** The root of the repository: everything the scripts touch lies below it. */
export const root = resolve(import.meta.dirname, '../..')

/** Downloads and stamps of the set-up step; safe to delete at any time. */
export const cacheDir = resolve(root, '.cache')

/** Where the stand-in Electron is unpacked (see stand-in.mjs). */
export const standInDir = resolve(cacheDir, 'electron-standin')
