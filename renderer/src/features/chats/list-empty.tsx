import { Button } from '@/components/button.tsx'
import { Empty } from '@/components/empty.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useApp, useServices } from '@/lib/services.ts'

/** No chat at all: what one is, and the ways to the first. */
export function ListEmpty() {
  const t = useT()
  const { client, ui } = useServices()
  const noBot = useApp((app) => app.bot.phase === 'no token')
  const demo = useApp((app) => app.demo)
  return (
    <Empty title={t.list.empty.title} text={noBot ? t.list.empty.noBot : t.list.empty.text}>
      {noBot && (
        <Button look="primary" onClick={() => ui.setState({ screen: 'onboarding' })}>
          {t.onboarding.connect}
        </Button>
      )}
      <Button look={noBot ? 'plain' : 'primary'} onClick={() => ui.setState({ dialog: 'new chat' })}>
        {t.list.newChat}
      </Button>
      <Button onClick={() => ui.setState({ dialog: 'adopt' })}>{t.list.adoptDialog.title}</Button>
      {noBot && !demo && <Button onClick={() => void client.call('demo.start')}>{t.onboarding.demo}</Button>}
    </Empty>
  )
}
