import { Button } from '@/components/button.tsx'
import { Loading } from '@/components/loading.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp } from '@/lib/services.ts'

/** Instead of a step that needs the bot: why there is none, and the way to where that is mended. */
export function NoBot({ onToken }: { onToken: () => void }) {
  const t = useT()
  const { phase, reason } = useApp((app) => app.bot)
  if (phase === 'connecting') return <Loading label={t.shell.bot.connecting} />
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-needs">{reason ?? t.onboarding.noBot}</p>
      <Button onClick={onToken}>{t.onboarding.toToken}</Button>
    </div>
  )
}
