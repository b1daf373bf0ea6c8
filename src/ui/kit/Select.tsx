import { useState } from 'react'
import { grouped } from '../../core/lookup.ts'

export interface Option {
  readonly value: string
  readonly name: string
  /** The heading that it stands under. */
  readonly group?: string
  readonly disabled?: boolean
}

interface Props {
  /** What is chosen, for those who do not see it. */
  readonly label: string
  readonly className?: string | undefined
  readonly options: readonly Option[]
  readonly value: string
  onChange(value: string): void
}

/** Thousands of options take longer to draw than all else on the page, and nobody sees them. */
const MANY = 200

/** One of several. Of very many only the chosen one is drawn until the reader reaches for the list. */
export function Select({ label, className, options, value, onChange }: Props) {
  const [reached, setReached] = useState(false)
  const waits = options.length > MANY && !reached
  const drawn = waits ? options.filter((each) => each.value === value) : options
  const reach = () => setReached(true)
  return (
    <select
      className={className}
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      {...(waits ? { onPointerDown: reach, onFocus: reach } : { onBlur: () => setReached(false) })}
    >
      {[...grouped(drawn, ({ group }) => group)].map(([group, list]) => {
        const listed = list.map((each) => (
          <option key={each.value} value={each.value} disabled={each.disabled}>
            {each.name}
          </option>
        ))
        return group === undefined ? (
          listed
        ) : (
          <optgroup key={group} label={group}>
            {listed}
          </optgroup>
        )
      })}
    </select>
  )
}
