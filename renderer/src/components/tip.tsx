import { Tooltip } from '@base-ui/react/tooltip'
import type { ReactElement } from 'react'

interface Props {
  text: string
  keys?: string
  children: ReactElement<Record<string, unknown>>
}

/** A short explanation under the pointer, and on focus. The child keeps its own accessible name. */
export function Tip({ text, keys, children }: Props) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6}>
          <Tooltip.Popup className="z-50 max-w-72 rounded-md bg-raised px-2 py-1 text-sm shadow-float">
            {text}
            {keys && <kbd className="ml-2 font-mono text-xs text-faint">{keys}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
