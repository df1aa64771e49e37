/** Small whole files in the user data directory. `main.ts` gives storage's atomic writer (0600, fsync, rename). */
export interface SmallFiles {
  /** The text, or null where there is no such file. */
  read(path: string): Promise<string | null>
  write(path: string, text: string): Promise<void>
}
