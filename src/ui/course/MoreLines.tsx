import { useId, useState } from 'react'
import { summaryOf } from '../../core/course/summary.ts'
import type { Track } from '../../core/course/track.ts'
import { courseWords, sayTrack, sayValue } from '../../core/language/course-words.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { holds, SearchField } from '../kit/SearchField.tsx'
import styles from './Course.module.css'

interface Props {
  readonly tracks: readonly Track[]
  /** Those that stand in the legends. */
  readonly listed: ReadonlySet<string>
  readonly shown: ReadonlySet<string>
  onToggle(key: string): void
}

/** Rows of the list; a search narrows down the rest. */
const MOST = 100

/** The lines that are not drawn unasked, to be found by name and switched on. */
export function MoreLines({ tracks, listed, shown, onToggle }: Props) {
  const t = useMessages().course
  const language = useLanguage()
  const [words, setWords] = useState('')
  const id = useId()
  // A line that was switched on here stays in its place.
  const [others] = useState(() => tracks.filter(({ key }) => !listed.has(key)))
  if (others.length === 0) return null
  const found = others.filter((track) => holds(sayTrack(track, language), words)).slice(0, MOST)
  return (
    <details className={styles.others}>
      <summary>{t.others(others.length)}</summary>
      <SearchField label={t.find} words={words} onWords={setWords} controls={id} />
      <ul id={id}>
        {found.map((track) => {
          const { first, last } = summaryOf(track)
          return (
            <li key={track.key}>
              <label>
                <input type="checkbox" checked={shown.has(track.key)} onChange={() => onToggle(track.key)} />
                <span>{sayTrack(track, language)}</span>
                <small>
                  {courseWords[language].unit[track.unit]} · {sayValue(first, track.unit)} →{' '}
                  {sayValue(last, track.unit)}
                </small>
              </label>
            </li>
          )
        })}
        {found.length === 0 && <li>{t.noLine}</li>}
      </ul>
    </details>
  )
}
