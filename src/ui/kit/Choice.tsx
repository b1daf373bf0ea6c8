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
    <select
      className={styles.choice}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(Number(event.target.value))}
    >
      {options.map((option, index) => (
        <option key={index} value={index}>
          {option}
        </option>
      ))}
    </select>
  )
}
