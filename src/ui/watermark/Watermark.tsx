import type { Range, Term, WatermarkTest } from '../../core/allocation/watermark.ts'
import { sayCount } from '../../core/language/say.ts'
import { useMessages } from '../../i18n/report.ts'
import { usePointing } from '../kit/pointing.ts'
import styles from './Watermark.module.css'

/** `15 475`, `0 … 4 096` where only bounds are known, `≥ 0` where there is no upper one. */
const sayRange = ({ least, most }: Range): string =>
  least === most
    ? sayCount(least)
    : most === Infinity
      ? `≥ ${sayCount(least)}`
      : `${sayCount(least)} … ${sayCount(most)}`

/** The kernel's watermark test with every term that it adds up, in pages. */
export function Watermark({ test, of }: { readonly test: WatermarkTest; readonly of: string }) {
  const t = useMessages().watermark
  return (
    <div className={styles.test} data-outcome={test.outcome}>
      <div className={styles.sides}>
        <Side name={t.have} terms={test.have} sum={test.haveSum} of={`${of}:have`} />
        <span className={styles.relation} aria-label={t.relation[test.orderZero]}>
          {test.orderZero === 'passes' ? '>' : test.orderZero === 'fails' ? '≤' : '?'}
        </span>
        <Side name={t.need} terms={test.need} sum={test.needSum} of={`${of}:need`} />
      </div>
      {test.steps.length > 0 && (
        <ol className={styles.steps}>
          {test.steps.map((step) => (
            <li key={step.order}>
              {t.step(step.order, sayCount(step.have), step.need && sayRange(step.need), step.types, step.passes)}
            </li>
          ))}
        </ol>
      )}
      <p>{t.outcome[test.outcome]}</p>
    </div>
  )
}

interface SideProps {
  readonly name: string
  readonly terms: readonly Term[]
  readonly sum: Range
  readonly of: string
}

function Side({ name, terms, sum, of }: SideProps) {
  return (
    <table className={styles.side}>
      <caption>{name}</caption>
      <tbody>
        {terms.map((term) => (
          <TermRow key={term.name} term={term} of={of} />
        ))}
        <tr className={styles.sum}>
          <th scope="row">=</th>
          <td>{sayRange(sum)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function TermRow({ term, of }: { readonly term: Term; readonly of: string }) {
  const pointing = usePointing(`${of}:${term.name}`, term.evidence)
  return (
    <tr {...pointing}>
      <th scope="row">
        <code>{term.name}</code>
      </th>
      <td>{sayRange(term.pages)}</td>
    </tr>
  )
}
