import { Select } from './Select.tsx'
import styles from './Choice.module.css'

interface Props {
  /** What is chosen, for those who do not see it. */
  readonly label: string
  readonly options: readonly string[]
  /** The place of the one that is chosen. */
  readonly value: number
  onChange(value: number): void
}

/** One of several, in the head of a panel. */
export function Choice({ label, options, value, onChange }: Props) {
  return (
    <Select
      className={styles.choice}
      label={label}
      options={options.map((name, index) => ({ value: String(index), name }))}
      value={String(value)}
      onChange={(next) => onChange(Number(next))}
    />
  )
}
