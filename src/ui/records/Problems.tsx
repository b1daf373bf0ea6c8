import type { Problem } from '../../core/problem.ts'
import type { AnyRecord } from '../../core/snapshot/record.ts'
import { useMessages } from '../../i18n/report.ts'
import { Evidence } from '../kit/Evidence.tsx'
import styles from './Records.module.css'

/** Beyond this many the rest is a count: a damaged file repeats itself. */
const SHOWN = 12

/** What could not be read in a dump, where, and why. */
export function Problems({ record }: { readonly record: AnyRecord }) {
  const t = useMessages().records
  const more = record.problems.length - SHOWN
  return (
    <ul className={styles.list}>
      {record.problems.slice(0, SHOWN).map((problem, index) => (
        <li key={index}>
          {sentence(problem, t.problem)} <Evidence spans={[problem.span]} of={`problem:${record.id}:${index}`} />
        </li>
      ))}
      {more > 0 && <li>{t.more(more)}</li>}
    </ul>
  )
}

const sentence = ({ code, what }: Problem, words: Record<Problem['code'], (what: string) => string>) =>
  words[code](what ?? '')
