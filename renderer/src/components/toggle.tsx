import { Switch } from '@base-ui/react/switch'

interface Props {
  label: string
  on: boolean
  onChange: (on: boolean) => void
  disabled?: boolean
}

/** On or off, at once. */
export function Toggle({ label, on, onChange, disabled }: Props) {
  return (
    <Switch.Root
      aria-label={label}
      checked={on}
      onCheckedChange={onChange}
      disabled={disabled ?? false}
      className="flex h-5 w-9 shrink-0 rounded-full border border-field bg-sunken p-0.5 forced-color-adjust-none data-checked:border-transparent data-checked:bg-accent-fill data-disabled:opacity-60"
    >
      <Switch.Thumb className="size-3.5 rounded-full bg-field transition-transform duration-100 data-checked:translate-x-4 data-checked:bg-accent-text" />
    </Switch.Root>
  )
}
