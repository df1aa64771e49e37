import { Monitor, Moon, Sun } from 'lucide-react'

import { IconButton } from '@/components/icon-button.tsx'
import { Menu, MenuRadios } from '@/components/menu.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'

const icons = { system: Monitor, light: Sun, dark: Moon }

/** Light, dark, or as the system has it. */
export function ThemeMenu() {
  const t = useT()
  const { client } = useServices()
  const theme = useApp((app) => app.appearance.theme)
  return (
    <Menu trigger={<IconButton label={t.shell.theme.label} icon={icons[theme]} />}>
      <MenuRadios
        value={theme}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: t.shell.theme[value] }))}
        onPick={(value) => void client.call('settings.set', { path: 'appearance.theme', value })}
      />
    </Menu>
  )
}
