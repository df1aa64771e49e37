import { Button } from '@/components/button.tsx'
import { Empty } from '@/components/empty.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** No chat has the words of the filter. */
export function NothingFound() {
  const t = useT()
  const { ui } = useServices()
  return (
    <Empty title={t.list.nothing.title} text={t.list.nothing.text}>
      <Button onClick={() => ui.setState({ filter: '' })}>{t.list.nothing.clear}</Button>
    </Empty>
  )
}
