import { ArrowRight } from 'lucide-react'

import { Jack } from '@/app/jack.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

/** The two ways in. */
export function Welcome({ onConnect }: { onConnect: () => void }) {
  const t = useT()
  const { client, ui } = useServices()
  const tryDemo = async () => {
    const reply = await client.call('demo.start')
    if (reply.ok) ui.setState({ screen: 'chats' })
  }
  const way = (id: string, title: string, text: string, run: () => void) => (
    // The whole card is the button; its name is the title alone, what it says below describes it.
    <div className="relative flex-1 rounded-lg border border-line-strong p-4 hover:bg-hover">
      <button
        type="button"
        aria-describedby={id}
        onClick={run}
        className="flex items-center gap-2 text-lg font-semibold after:absolute after:inset-0 after:rounded-lg"
      >
        {title}
        <ArrowRight aria-hidden size={16} className="text-accent" />
      </button>
      <p id={id} className="mt-1 text-muted">
        {text}
      </p>
    </div>
  )
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex min-h-full max-w-2xl flex-col justify-center gap-2 p-8">
        <span className="mb-2 [&>svg]:size-10">
          <Jack />
        </span>
        <h1 className="text-xl font-semibold">{t.onboarding.title}</h1>
        <p className="max-w-lg text-muted">{t.onboarding.text}</p>
        <div className="mt-6 flex gap-4 max-[720px]:flex-col">
          {way('connect-text', t.onboarding.connect, t.onboarding.connectText, onConnect)}
          {way('demo-text', t.onboarding.demo, t.onboarding.demoText, () => void tryDemo())}
        </div>
      </div>
    </div>
  )
}
