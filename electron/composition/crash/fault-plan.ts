/** An instant in the life of the host at which it can be killed or its disk can fail. */
export interface Passage {
  readonly op: 'write' | 'sync' | 'rename' | 'log' | 'timer'
  /** Base name of the file; the event's name for `log`; '' for `timer`. */
  readonly file: string
  readonly when: 'before' | 'after'
  /** What is (or was last) written. */
  readonly text: string
}

/** A named step: the `nth` (from 1, which is the default) passage that fits. */
export interface KillStep {
  readonly op: Passage['op']
  readonly file: string
  readonly when: Passage['when']
  /** Stands in what is written, such as `"type":"given"`. */
  readonly containing?: string
  readonly nth?: number
}

/** The disk refuses: from the `first` (from 1) fitting passage on, so many `times`. */
export interface DiskFailure {
  readonly op: 'write' | 'sync' | 'rename'
  readonly file: string
  readonly code: 'ENOSPC' | 'EIO'
  readonly first?: number
  readonly times?: number
  readonly containing?: string
}

export interface FaultPlan {
  /** A named step, or the number of the passage (from 1) of any kind. */
  readonly kill?: KillStep | number
  readonly failures?: readonly DiskFailure[]
}

export interface Faults {
  /** Called at each passage. Does not return where the process is killed; throws where the disk is to fail. */
  pass(passage: Passage): void
}

const fits = (step: KillStep, passage: Passage): boolean =>
  step.op === passage.op &&
  step.file === passage.file &&
  step.when === passage.when &&
  (step.containing === undefined || passage.text.includes(step.containing))

/** Carries a plan out. Pure but for its counters and the two effects handed in. */
export function createFaults(
  plan: FaultPlan,
  effects: { readonly kill: (passage: Passage, count: number) => void },
): Faults {
  let passages = 0
  let steps = 0
  const failed = (plan.failures ?? []).map((failure) => ({ failure, seen: 0 }))

  const toKill = (passage: Passage): boolean => {
    passages++
    if (plan.kill === undefined) return false
    if (typeof plan.kill === 'number') return passages === plan.kill
    return fits(plan.kill, passage) && ++steps === (plan.kill.nth ?? 1)
  }

  return {
    pass(passage) {
      if (toKill(passage)) effects.kill(passage, passages)
      for (const one of failed) {
        const { failure } = one
        if (!fits({ ...failure, when: 'before' }, passage)) continue
        one.seen++
        const first = failure.first ?? 1
        if (one.seen < first || one.seen >= first + (failure.times ?? 1)) continue
        throw Object.assign(new Error(`${failure.code}: injected, ${failure.op} ${failure.file}`), {
          code: failure.code,
        })
      }
    },
  }
}
