/** A notification shows a few lines; the rest is in the release itself. Characters. */
const LONGEST_NOTES = 600
const LONGEST_REASON = 200

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

const cut = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text)

/** GitHub's release notes are HTML; people are shown text. */
const plain = (html: string): string =>
  html
    .replaceAll(/<li[^>]*>/gi, '• ')
    .replaceAll(/<br[^>]*>|<\/(?:p|li|h\d|ul|ol|div|tr)>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[\n ]*/g, '\n')
    .trim()

/** Release notes as electron-updater gives them (text, HTML, a list of versions with notes, or none), for reading. Pure. */
export function notesText(notes: unknown): string {
  const all = Array.isArray(notes) ? notes.map((one: { note?: unknown } | null) => one?.note) : [notes]
  const texts = all.filter((note) => typeof note === 'string')
  return cut(texts.map(plain).join('\n').trim(), LONGEST_NOTES)
}

/** Why updates could not be had, in one line; electron-updater's messages go on with stacks, headers and whole feeds. Pure. */
export function reasonWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (/ENOENT.*app-update\.yml/.test(message))
    return 'this package does not say where its updates come from; get a new one where you got it'
  if (/sha512|checksum/i.test(message)) return 'what came is not what the release says (its checksum differs)'
  if (/net::ERR_|ECONN|ENOTFOUND|ETIMEDOUT|EAI_AGAIN/.test(message)) return 'the server cannot be reached'
  return cut(message.split(/\n|, XML:|Data:|Headers:/)[0]?.trim() ?? '', LONGEST_REASON)
}
