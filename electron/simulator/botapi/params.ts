import { parseMultipart } from './multipart.ts'
import { badRequest } from './refusal.ts'

/** A file that came along in a multipart body, by the name of its part. */
export interface Upload {
  readonly name: string
  readonly bytes: Buffer
}

/**
 * The parameters of one call. In a form every value is text and in JSON it has its type;
 * Telegram takes both, and JSON texts for lists and objects.
 */
export interface Params {
  readonly all: Readonly<Record<string, unknown>>
  has(name: string): boolean
  text(name: string): string
  flag(name: string): boolean
  /** Null where it is absent or no number. */
  int(name: string): number | null
  /** A list or an object; undefined where absent. Throws 400 where it is not JSON. */
  json(name: string): unknown
  /** The file given under this name: attached, or directly as a part. */
  upload(name: string): Upload | null
}

const parseJson = (name: string, value: string): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name}: Can't parse JSON object`)
  }
}

export const createParams = (all: Readonly<Record<string, unknown>>, uploads: ReadonlyMap<string, Upload>): Params => {
  const text = (name: string): string => {
    const value = all[name]
    if (value === undefined || value === null) return ''
    return typeof value === 'string' ? value : JSON.stringify(value)
  }
  return {
    all,
    has: (name) => all[name] !== undefined && all[name] !== null && all[name] !== '',
    text,
    flag: (name) => ['true', '1', 'yes'].includes(text(name).toLowerCase()),
    int: (name) => (/^-?\d+$/.test(text(name).trim()) ? Number(text(name)) : null),
    json: (name) => {
      const value = all[name]
      if (value === undefined || value === null || value === '') return undefined
      return typeof value === 'string' ? parseJson(name, value) : value
    },
    upload: (name) => {
      const reference = /^attach:\/\/(.+)$/.exec(text(name))?.[1]
      return uploads.get(reference ?? name) ?? null
    },
  }
}

/** Reads query string and body of any kind that the Bot API takes. */
export const readParams = (url: URL, contentType: string, body: Buffer): Params => {
  const all: Record<string, unknown> = Object.fromEntries(url.searchParams)
  const uploads = new Map<string, Upload>()
  if (body.length > 0 && contentType.startsWith('application/json')) {
    const parsed = parseJson('request', body.toString())
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      throw badRequest("can't parse request: expected an Object")
    }
    Object.assign(all, parsed)
  } else if (contentType.startsWith('multipart/form-data')) {
    const parts = parseMultipart(body, contentType)
    if (parts === null) throw badRequest("can't parse multipart form data")
    for (const part of parts) {
      if (part.filename === null) all[part.name] = part.bytes.toString()
      else uploads.set(part.name, { name: part.filename, bytes: part.bytes })
    }
  } else if (body.length > 0) {
    Object.assign(all, Object.fromEntries(new URLSearchParams(body.toString())))
  }
  return createParams(all, uploads)
}
