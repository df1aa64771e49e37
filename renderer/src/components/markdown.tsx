import { memo } from 'react'
import Base, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'

import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { CodeBlock } from './code-block.tsx'

const plugins = [remarkGfm]

/** Markdown as Claude writes it. HTML in it is shown as text; links open in the browser; pictures are not fetched. */
export const Markdown = memo(function Markdown({ text }: { text: string }) {
  return (
    <div className="prose">
      <Base remarkPlugins={plugins} components={components}>
        {text}
      </Base>
    </div>
  )
})

const components: Components = {
  a: ({ href, children }) => <OutsideLink href={href ?? ''}>{children}</OutsideLink>,
  img: ({ alt }) => <OmittedPicture alt={alt ?? ''} />,
  // A block of code brings its own frame.
  pre: ({ children }) => children,
  code: ({ className, children }) => {
    const code = typeof children === 'string' ? children : ''
    const language = /language-([\w+#-]+)/.exec(className ?? '')?.[1]
    if (language === undefined && !code.includes('\n')) return <code>{children}</code>
    return <CodeBlock code={code.replace(/\n$/, '')} language={language ?? ''} />
  },
}

function OutsideLink({ href, children }: { href: string; children: React.ReactNode }) {
  const { client } = useServices()
  return (
    <a
      href={href}
      title={href}
      onClick={(event) => {
        event.preventDefault()
        if (URL.canParse(href)) void client.call('app.openExternal', { url: href })
      }}
    >
      {children}
    </a>
  )
}

function OmittedPicture({ alt }: { alt: string }) {
  const t = useT()
  return <em className="text-muted">{alt === '' ? t.detail.image : alt}</em>
}
