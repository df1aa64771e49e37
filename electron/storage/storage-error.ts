import { errorMessage } from '../shared/result.ts'
import { errorCode } from './disk.ts'

/** What can be wrong with the disk, by name. */
export type StorageFault = 'disk-full' | 'not-writable' | 'disk-error' | 'too-many-files' | 'unknown'

const FAULTS: Readonly<Record<string, StorageFault>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'not-writable',
  EPERM: 'not-writable',
  EROFS: 'not-writable',
  EIO: 'disk-error',
  EMFILE: 'too-many-files',
  ENFILE: 'too-many-files',
}

const WORDS: Readonly<Record<StorageFault, string>> = {
  'disk-full': 'the disk is full. Free some space',
  'not-writable': 'it may not be written. Check the permissions of the file and its directory',
  'disk-error': 'the disk reported an error. Check the disk',
  'too-many-files': 'too many files are open. Close other programs',
  unknown: 'the system refused',
}

/** A file that could not be written or read: which, why and what to do, in words for people. */
export class StorageError extends Error {
  readonly code: StorageFault
  readonly file: string

  constructor(file: string, doing: string, cause: unknown) {
    const fault = FAULTS[errorCode(cause) ?? ''] ?? 'unknown'
    super(`${file} could not be ${doing}: ${WORDS[fault]} (${errorCode(cause) ?? errorMessage(cause)}).`, { cause })
    this.name = 'StorageError'
    this.code = fault
    this.file = file
  }
}

/** The error by its name; one that has a name already stays as it is. */
export const storageError = (file: string, doing: string, error: unknown): StorageError =>
  error instanceof StorageError ? error : new StorageError(file, doing, error)
