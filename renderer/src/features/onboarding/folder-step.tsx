import { Button } from '@/components/button.tsx'
import { PathText } from '@/components/path-text.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { useSettings } from '../settings/use-settings.ts'
import { StepTitle } from './step-title.tsx'

/** The folder that new chats begin in. */
export function FolderStep() {
  const t = useT()
  const words = t.onboarding.folder
  const { client } = useServices()
  const { view, set } = useSettings()
  const initial = view?.settings.directories.initial ?? null
  const choose = async () => {
    const reply = await client.call('chats.pickDirectory', { chat: null })
    if (reply.ok && reply.value !== null) await set('directories.initial', reply.value)
  }
  return (
    <>
      <StepTitle title={words.title} text={words.text} />
      <div className="flex items-center gap-3 rounded-lg border px-3 py-2">
        {initial === null ? (
          <span className="flex-1">{words.home}</span>
        ) : (
          <PathText path={initial} className="flex-1" />
        )}
        <Button onClick={() => void choose()}>{words.choose}</Button>
      </div>
    </>
  )
}
