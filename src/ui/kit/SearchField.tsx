interface Props {
  /** What it looks for, inside it and for whoever hears it. */
  readonly label: string
  readonly words: string
  onWords(words: string): void
  readonly id?: string
  /** The id of the list that it filters. */
  readonly controls?: string
}

/** A field that filters while it is written in. */
export function SearchField({ label, words, onWords, id, controls }: Props) {
  return (
    <input
      type="search"
      id={id}
      aria-label={label}
      aria-controls={controls}
      placeholder={label}
      value={words}
      onChange={(event) => onWords(event.target.value)}
    />
  )
}

/** Whether a name holds the words, in any case. */
export const holds = (name: string, words: string): boolean => name.toLowerCase().includes(words.trim().toLowerCase())
