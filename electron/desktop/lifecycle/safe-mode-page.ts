import { createHash } from 'node:crypto'

/** Buttons of the safe mode window. They are links: the page needs no script at all. */
export const SAFE_MODE_ACTIONS = ['restart', 'logs', 'restore', 'quit'] as const
export type SafeModeAction = (typeof SAFE_MODE_ACTIONS)[number]

const LABELS: Record<SafeModeAction, string> = {
  restart: 'Restart',
  logs: 'Open logs',
  restore: 'Restore backup…',
  quit: 'Quit',
}

/** Never resolved: going there is caught and is the action. */
const BASE = 'https://safe-mode.invalid/'

const STYLE = `:root{color-scheme:light dark}
body{margin:0;padding:32px;font:13px/1.5 system-ui,sans-serif;background:light-dark(#fff,#121419);color:light-dark(#1b1e26,#e7e9ef)}
h1{font-size:17px;margin:0 0 8px}
pre{white-space:pre-wrap;overflow-wrap:anywhere;padding:12px;border-radius:6px;background:light-dark(#f3f4f7,#181b21)}
nav{display:flex;gap:8px;flex-wrap:wrap}
a{padding:6px 12px;border-radius:6px;color:inherit;text-decoration:none;border:1px solid light-dark(#8a91a0,#6b7382)}
a:focus-visible{outline:2px solid #5a57d9;outline-offset:2px}`

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The page that is shown when the start failed: what happened and what can be done. Pure. */
export function safeModePage(given: {
  readonly phase: string
  readonly message: string
  readonly actions: readonly SafeModeAction[]
}): string {
  const style = createHash('sha256').update(STYLE).digest('base64')
  const buttons = given.actions.map((action) => `<a href="${BASE}${action}">${LABELS[action]}</a>`)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'">
<title>Switchboard could not start</title><style>${STYLE}</style></head><body><main>
<h1>Switchboard could not start</h1>
<p>It stopped at “${escape(given.phase)}”. Your chats and settings are where they were.</p>
<pre>${escape(given.message)}</pre>
<nav>${buttons.join('')}</nav></main></body></html>`
}

/** The action behind a link of the page, or null. Pure. */
export function safeModeAction(url: string): SafeModeAction | null {
  const name = url.startsWith(BASE) ? url.slice(BASE.length) : ''
  return SAFE_MODE_ACTIONS.find((action) => action === name) ?? null
}
