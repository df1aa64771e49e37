import type { Catalogue } from '@/lib/i18n/index.ts'

/** The key that begins a command: the one the platform's people expect. */
export const modifier = (platform: string): string => (platform === 'darwin' ? '⌘' : 'Ctrl ')

export interface ShortcutGroup {
  readonly title: string
  readonly rows: readonly { readonly keys: readonly string[]; readonly does: string }[]
}

/** Every shortcut there is, for the list that `?` shows. Pure. */
export function shortcutGroups(t: Catalogue, platform: string): ShortcutGroup[] {
  const s = t.shell.shortcuts
  const mod = modifier(platform)
  return [
    {
      title: s.everywhere,
      rows: [
        { keys: [`${mod}K`], does: s.commands },
        { keys: [`${mod}1`, `${mod}6`], does: s.screens },
        { keys: [`${mod}N`], does: s.newChat },
        { keys: ['/'], does: s.search },
        { keys: ['?'], does: s.help },
        { keys: [`${mod}+`, `${mod}−`, `${mod}0`], does: s.zoom },
        { keys: ['Esc'], does: s.close },
      ],
    },
    {
      title: s.writing,
      rows: [
        { keys: ['Enter'], does: s.send },
        { keys: ['Shift Enter'], does: s.newline },
      ],
    },
    {
      title: s.list,
      rows: [
        { keys: ['↓', 'j', '↑', 'k'], does: s.move },
        { keys: ['Enter'], does: s.open },
        { keys: ['s'], does: s.stop },
        { keys: ['a'], does: s.allow },
        { keys: ['d'], does: s.deny },
        { keys: ['x', 'Space'], does: s.mark },
        { keys: ['Shift ↓', 'Shift ↑'], does: s.markRange },
        { keys: [`${mod}A`], does: s.markAll },
        { keys: ['F2'], does: s.rename },
        { keys: ['m'], does: s.message },
      ],
    },
  ]
}
