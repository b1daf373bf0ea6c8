import styles from './Segmented.module.css'

interface Props<Value extends string> {
  readonly label: string
  readonly options: readonly { readonly value: NoInfer<Value>; readonly label: string }[]
  readonly value: Value
  onChange(value: NoInfer<Value>): void
}

/** One of a few, all in sight. */
export function Segmented<Value extends string>({ label, options, value, onChange }: Props<Value>) {
  return (
    <div className={styles.segmented} role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
