import { done, ok } from '../../shared/result.ts'
import type { Area, HandlerContext } from './context.ts'

export const stateHandlers = ({ state, watched }: HandlerContext): Area<'state'> => ({
  'state.get': () => ok(state.snapshot()),
  'state.watch': ({ visible }) => {
    watched(visible)
    return done
  },
})
