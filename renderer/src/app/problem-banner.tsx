import type { Problem } from '@shared/problems.ts'
import { TriangleAlert } from 'lucide-react'

import { Button } from '@/components/button.tsx'
import { Elapsed } from '@/components/elapsed.tsx'
import { useT } from '@/lib/i18n/index.ts'
import { useServices } from '@/lib/services.ts'

import { remediesOf } from './problem-remedy.ts'

/** One thing that is missing or broken, what to do about it, and the buttons that do it. */
export function ProblemBanner({ problem, more }: { problem: Problem; more: number }) {
  const t = useT()
  const services = useServices()
  return (
    <section role="alert" className="flex min-h-9 items-center gap-2 border-b bg-needs-soft px-4 py-1">
      <TriangleAlert aria-hidden size={14} className="shrink-0 text-needs" />
      <p className="selectable min-w-0 flex-1">
        <strong className="font-medium">{problem.message}</strong> <span className="text-muted">{problem.remedy}</span>
        {more > 0 && <strong className="font-medium"> {t.shell.problem.more(more)}</strong>}
      </p>
      <span className="num hidden text-sm whitespace-nowrap text-muted min-[900px]:inline">
        {t.shell.problem.since} <Elapsed since={problem.since} />
      </span>
      {remediesOf(problem).map((remedy) => (
        <Button key={remedy.label} size="small" onClick={() => void remedy.run(services)}>
          {t.shell.problem[remedy.label]}
        </Button>
      ))}
    </section>
  )
}
