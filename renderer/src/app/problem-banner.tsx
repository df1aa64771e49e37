import { TriangleAlert } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { Elapsed } from '@/components/elapsed.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import type { ProblemGroup } from './problem-groups.ts'
import { remediesOf } from './problem-remedy.ts'

/** One thing that is missing or broken, what to do about it, and the buttons that do it. */
export function ProblemBanner({ problem, beside, more }: ProblemGroup) {
  const t = useT()
  const { message, remedy } = t.problems[problem.code](problem)
  const messages = [message, ...beside.map((one) => t.problems[one.code](one).message)].join(' ')
  const services = useServices()
  return (
    <section role="alert" className="flex min-h-9 items-center gap-2 border-b bg-needs-soft px-4 py-1">
      <TriangleAlert aria-hidden size={14} className="shrink-0 text-lit" />
      <p className="selectable min-w-0 flex-1">
        <strong className="font-medium">{messages}</strong> <span className="text-muted">{remedy}</span>
        {more > 0 && <strong className="font-medium"> {t.shell.problem.more(more)}</strong>}
      </p>
      {/* As wide as an hour's clock gets from the start: the text beside it stands still while it runs. */}
      <span className="num hidden min-w-28 text-right text-sm whitespace-nowrap text-muted min-[900px]:inline">
        {t.shell.problem.since} <Elapsed since={problem.since} />
      </span>
      {remediesOf(problem).map(({ label, run }) => (
        <Button key={label} size="small" onClick={() => void run(services)}>
          {t.shell.problem[label]}
        </Button>
      ))}
    </section>
  )
}
