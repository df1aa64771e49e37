/** How this room writes what must survive a kill and power loss. Storage does it, as it does for its own files. */
export interface DurableFiles {
  /** Replaces a file as a whole or not at all, and makes its directory; on disk when it resolves. Rejects with the system's error. */
  write(path: string, text: string): Promise<void>
  /** Makes new names in a directory survive power loss. */
  syncDirectory(path: string): Promise<void>
}
