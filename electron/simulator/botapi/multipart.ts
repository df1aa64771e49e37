/** One part of a multipart/form-data body. */
export interface Part {
  readonly name: string
  readonly filename: string | null
  readonly bytes: Buffer
}

const HEADER_END = Buffer.from('\r\n\r\n')

/** `name` and `filename` of a content-disposition line; quoted or, as grammY writes file names, bare to the end of line. */
const disposition = (head: string, key: string): string | null => {
  const quoted = new RegExp(`[;\\s]${key}="([^"\\r\\n]*)"`, 'i').exec(head)
  if (quoted) return quoted[1] ?? null
  const bare = new RegExp(`[;\\s]${key}=([^;"\\r\\n]+)`, 'i').exec(head)
  return bare?.[1]?.trim() ?? null
}

/**
 * Splits a multipart body. Own code, because grammY's form is one that the libraries do not take as Telegram does:
 * `content-disposition:form-data;name="x";filename=my file.txt`. Node's `formData()` refuses it, busboy drops the spaces.
 */
export const parseMultipart = (body: Buffer, contentType: string): readonly Part[] | null => {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]
  if (!boundary) return null
  const mark = Buffer.from(`--${boundary}`)
  const parts: Part[] = []
  let at = body.indexOf(mark)
  while (at !== -1) {
    const start = at + mark.length
    if (body.subarray(start, start + 2).toString() === '--') return parts
    const next = body.indexOf(mark, start)
    const headEnd = body.indexOf(HEADER_END, start)
    if (next === -1 || headEnd === -1 || headEnd > next) return null
    const head = body.subarray(start, headEnd).toString()
    const name = disposition(head, 'name')
    if (name === null) return null
    const bytes = body.subarray(headEnd + HEADER_END.length, next - 2)
    parts.push({ name, filename: disposition(head, 'filename'), bytes })
    at = next
  }
  return null
}
