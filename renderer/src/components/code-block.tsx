import { Copy } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { IconButton } from './icon-button.tsx'

/** Longer code is shown plain: highlighting it would hold the window up. */
const LIMIT = 20_000

/** Code, highlighted once the highlighter has come; readable and copyable before that. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const t = useT()
  const { client, toast } = useServices()
  const [lit, setLit] = useState<{ code: string; nodes: ReactNode } | null>(null)

  useEffect(() => {
    if (language === '' || code.length > LIMIT) return
    let current = true
    const run = async () => {
      const { highlight } = await import('@/lib/highlight.ts')
      const nodes = await highlight(code, language)
      if (current && nodes) setLit({ code, nodes })
    }
    void run()
    return () => {
      current = false
    }
  }, [code, language])

  const copy = async () => {
    const reply = await client.call('app.copy', { text: code })
    if (reply.ok) toast({ text: t.common.copied })
  }
  return (
    <div className="group/code relative rounded-md border bg-sunken">
      {/* Scrolled by the keyboard as well. */}
      <pre tabIndex={0} data-language={language} className="code max-h-[480px] overflow-auto px-3 py-2">
        {lit?.code === code ? lit.nodes : code}
      </pre>
      <IconButton
        label={t.common.action.copy}
        icon={Copy}
        onClick={() => void copy()}
        className="absolute top-1 right-1 bg-sunken opacity-0 group-hover/code:opacity-100 focus-visible:opacity-100"
      />
    </div>
  )
}
