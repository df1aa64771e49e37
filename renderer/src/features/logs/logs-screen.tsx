import { Copy, FolderOpen } from 'lucide-react'
import { useDeferredValue, useMemo, useState } from 'react'

import { Button } from '@/components/button.tsx'
import { Empty } from '@/components/empty.tsx'
import { FailureNote } from '@/components/failure.tsx'
import { IconButton } from '@/components/icon-button.tsx'
import { Loading } from '@/components/loading.tsx'
import { Page } from '@/components/page.tsx'
import { Picker } from '@/components/picker.tsx'
import { SearchInput } from '@/components/search-input.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { type Level, filterLines, lineText } from './log-lines.ts'
import { LogView } from './log-view.tsx'
import { useLogs } from './use-logs.ts'

const LEVELS: readonly Level[] = ['all', 'debug', 'info', 'warn', 'error']

/** What happens, as it happens. */
export default function LogsScreen() {
  const t = useT()
  const { client, toast } = useServices()
  const { lines, coming, error, again } = useLogs()
  const [level, setLevel] = useState<Level>('all')
  const [filter, setFilter] = useState('')
  const words = useDeferredValue(filter)
  const shown = useMemo(() => filterLines(lines, level, words), [lines, level, words])
  const copy = async () => {
    const reply = await client.call('app.copy', { text: shown.map(lineText).join('\n').slice(-1_000_000) })
    if (reply.ok) toast({ text: t.common.copied })
  }
  const save = async () => {
    const reply = await client.call('logs.diagnostics')
    if (reply.ok && reply.value !== null) toast({ text: t.logs.saved(reply.value) })
  }
  return (
    <Page
      full
      title={t.logs.title}
      actions={
        <>
          <SearchInput boxed label={t.logs.filter} value={filter} onChange={setFilter} />
          <Picker
            label={t.logs.levelLabel}
            value={level}
            onChange={setLevel}
            options={LEVELS.map((value) => ({ value, label: t.logs.level[value] }))}
          />
          <IconButton label={t.logs.copyAll(shown.length)} icon={Copy} onClick={() => void copy()} />
          <IconButton label={t.logs.folder} icon={FolderOpen} onClick={() => void client.call('logs.openFolder')} />
          <Button title={t.logs.diagnosticsHelp} onClick={() => void save()}>
            {t.logs.diagnostics}
          </Button>
        </>
      }
    >
      {error !== null && <FailureNote message={error} onRetry={again} />}
      {coming && lines.length === 0 && <Loading />}
      {shown.length > 0 ? (
        <LogView lines={shown} />
      ) : (
        error === null &&
        !coming && <Empty title={t.logs.empty.title} text={lines.length === 0 ? t.logs.empty.text : t.logs.nothing} />
      )}
    </Page>
  )
}
