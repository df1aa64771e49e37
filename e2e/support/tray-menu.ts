import type { Variant } from 'dbus-next'

/** An entry of a tray menu as the desktop sees it. */
export interface MenuEntry {
  readonly id: number
  readonly label: string
  readonly enabled: boolean
  /** A separator has no label. */
  readonly separator: boolean
  /** Of a check box or radio button; undefined for a plain entry. */
  readonly checked: boolean | undefined
  readonly children: readonly MenuEntry[]
}

/** `com.canonical.dbusmenu` layout on the wire: id, properties, children in variants. */
export type WireLayout = readonly [id: number, properties: Record<string, Variant>, children: readonly Variant[]]

/** Reads a layout; hidden entries are left out, underscores that mark mnemonics are taken away. */
export function readLayout([id, properties, children]: WireLayout): MenuEntry {
  const value = (name: string): unknown => properties[name]?.value
  const toggle = value('toggle-type')
  return {
    id,
    label: ((value('label') as string | undefined) ?? '').replaceAll(/_(?!_)/g, ''),
    enabled: value('enabled') !== false,
    separator: value('type') === 'separator',
    checked: toggle ? value('toggle-state') === 1 : undefined,
    children: children
      .map((child) => child.value as WireLayout)
      .filter(([, inner]) => inner['visible']?.value !== false)
      .map(readLayout),
  }
}

/** Finds the entry that a path of labels leads to, such as `['api-server', 'Allow once']`. */
export function findEntry(menu: MenuEntry, path: readonly string[]): MenuEntry {
  return path.reduce((entry, label) => {
    const next = entry.children.find((child) => child.label === label)
    if (!next) throw new Error(`No "${label}" in the tray menu; there is: ${labels(entry).join(', ')}`)
    return next
  }, menu)
}

/** The labels of a menu's entries, separators left out. */
export function labels(menu: MenuEntry): string[] {
  return menu.children.filter((entry) => !entry.separator).map((entry) => entry.label)
}
