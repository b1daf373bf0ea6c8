import { useMemo } from 'react'
import type { Report } from '../../core/analyze.ts'
import { compare } from '../../core/comparison/compare.ts'
import { comparisonLabels } from '../../core/comparison/labels.ts'
import { idsOf, pairIn, type Pair } from '../../core/comparison/pairs.ts'
import { sayComparison } from '../../core/comparison/say.ts'
import { useLanguage } from '../../i18n/index.ts'
import { Panel } from '../kit/Panel.tsx'
import { Rich } from '../kit/Rich.tsx'
import type { TableOf } from '../share/save.ts'
import { TakeAlong } from '../share/TakeAlong.tsx'
import { Bridges } from './Bridges.tsx'
import { Orders } from './Orders.tsx'
import { PairChoice } from './PairChoice.tsx'
import { Tables } from './Tables.tsx'
import styles from './Compare.module.css'

interface Props {
  readonly report: Report
  readonly pair: Pair
}

/** What changed between two: in a sentence, the books, the free lists, and every table that both have. */
export function ComparePanel({ report, pair }: Props) {
  const language = useLanguage()
  const [before, after] = pair
  const comparison = useMemo(() => compare(before, after), [before, after])
  const { cautions, sentence } = useMemo(() => sayComparison(comparison, language), [comparison, language])
  const { title } = comparisonLabels[language]
  const table: TableOf = async (leaving, spoken) => {
    const { comparisonTable } = await import('../../core/report/tables/comparison.ts')
    const sides = pairIn(leaving, idsOf(pair))
    return sides && comparisonTable(compare(...sides), spoken)
  }
  const of = `compare:${before.id}:${after.id}`
  return (
    <Panel
      id="compare"
      title={title}
      tools={
        <>
          <PairChoice report={report} pair={pair} />
          {comparison.bridges.length === 0 && <TakeAlong of={title} panel="compare" table={table} />}
        </>
      }
    >
      <div key={of} className={styles.parts} data-testid="compared" data-pair={`${before.id}-${after.id}`}>
        <div className={styles.said} role="status">
          {cautions.map((words) => (
            <p key={words} className={styles.caution} data-testid="caution">
              <Rich words={words} />
            </p>
          ))}
          <p className={styles.sentence} data-testid="what-changed">
            <Rich words={sentence} />
          </p>
        </div>
        {comparison.bridges.length > 0 && <Bridges bridges={comparison.bridges} sides={pair} table={table} of={of} />}
        {comparison.zones.length > 0 && <Orders zones={comparison.zones} of={of} />}
        <Tables comparison={comparison} of={of} />
      </div>
    </Panel>
  )
}
