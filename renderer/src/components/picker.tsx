import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'

interface Props<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string }[]
  onChange: (value: T) => void
  disabled?: boolean
}

/** One of a few values. */
export function Picker<T extends string>({ label, value, options, onChange, disabled }: Props<T>) {
  return (
    <Select.Root
      items={options}
      value={value}
      onValueChange={(next) => next !== null && onChange(next)}
      disabled={disabled ?? false}
    >
      <Select.Trigger
        aria-label={label}
        className="flex h-7 min-w-28 items-center justify-between gap-2 rounded-md border border-line-strong bg-raised pr-1.5 pl-2.5 whitespace-nowrap hover:bg-hover data-disabled:opacity-60"
      >
        <Select.Value />
        <Select.Icon>
          <ChevronDown aria-hidden size={13} className="text-faint" />
        </Select.Icon>
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50">
          <Select.Popup className="max-h-80 min-w-(--anchor-width) overflow-auto rounded-lg bg-raised p-1 shadow-float outline-none">
            {options.map((option) => (
              <Select.Item
                key={option.value}
                value={option.value}
                className="flex h-7 items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-hover"
              >
                <span aria-hidden className="flex w-4 justify-center">
                  <Select.ItemIndicator>
                    <Check size={13} />
                  </Select.ItemIndicator>
                </span>
                <Select.ItemText>{option.label}</Select.ItemText>
              </Select.Item>
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}
