import { Pause, Play } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { Tip } from '@/components/tip.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'

import { BotChip } from './bot-chip.tsx'
import { ClaudeChip } from './claude-chip.tsx'
import { CommandButton } from './command-button.tsx'
import { ThemeMenu } from './theme-menu.tsx'

/** The state of the line: bot, Claude, sessions; and what concerns all of it. */
export function Header() {
  const t = useT()
  const { client } = useServices()
  const live = useApp((app) => app.live)
  const parked = useApp((app) => app.parked)
  const paused = useApp((app) => app.bot.phase === 'paused')
  const noBot = useApp((app) => app.bot.phase === 'no token')

  return (
    <header className="flex h-12 shrink-0 items-center gap-4 border-b px-4 text-muted">
      <BotChip />
      <ClaudeChip />
      {live + parked > 0 && (
        <Tip text={t.shell.linesHelp}>
          <span className="num hidden whitespace-pre min-[720px]:inline">{t.shell.lines(live, parked)}</span>
        </Tip>
      )}
      <span className="flex-1" />
      <CommandButton />
      {!noBot && (
        <Button look="quiet" onClick={() => void client.call('bot.pause', { paused: !paused })}>
          {paused ? <Play aria-hidden size={13} /> : <Pause aria-hidden size={13} />}
          {paused ? t.shell.resume : t.shell.pause}
        </Button>
      )}
      <ThemeMenu />
    </header>
  )
}
