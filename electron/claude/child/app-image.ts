type Variables = Readonly<Record<string, string | undefined>>

/** What an AppImage's runtime names for the app it starts. */
const OF_THE_RUNTIME = new Set(['APPIMAGE', 'APPDIR', 'ARGV0', 'OWD'])
/** Lists of directories that its start script puts those of the image in front of. */
const LISTS = new Set(['PATH', 'LD_LIBRARY_PATH', 'XDG_DATA_DIRS', 'GSETTINGS_SCHEMA_DIR'])

/**
 * The environment as it was before an AppImage's start script changed it: a program that is started from an image must
 * not look for its libraries in there, where they are other ones, and gone when the app ends. Pure.
 */
export function withoutAppImage(own: Variables): Variables {
  const image = own['APPDIR']
  if (!image) return own
  const outside = (path: string): boolean => path !== image && !path.startsWith(`${image}/`)
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => {
      if (OF_THE_RUNTIME.has(name)) return []
      if (!LISTS.has(name) || value === undefined) return [[name, value]]
      const kept = value.split(':').filter((path) => path !== '' && outside(path))
      return kept.length > 0 ? [[name, kept.join(':')]] : []
    }),
  )
}
