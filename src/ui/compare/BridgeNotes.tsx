import type { Bridge } from '../../core/comparison/bridge.ts'
import { comparisonLabels } from '../../core/comparison/labels.ts'
import { sayBytes } from '../../core/language/say.ts'
import { terms } from '../../core/language/terms.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Evidence } from '../kit/Evidence.tsx'
import styles from './Compare.module.css'

/** What stands in the way of a clean comparison: what one side alone can tell, and totals that were read otherwise. */
export function BridgeNotes({
  bridge: { untold, before, after, steps },
  of,
}: {
  readonly bridge: Bridge
  readonly of: string
}) {
  const t = useMessages().compare
  const language = useLanguage()
  const words = comparisonLabels[language]
  return (
    <ul className={styles.notes}>
      <li>{t.sums}</li>
      {before.formula !== after.formula && <li>{t.totalsDiffer(before.formula, after.formula)}</li>}
      {untold.map(({ id, name, bytes, knownTo, evidence }, index) => (
        <li key={index} data-untold={id}>
          {terms[language].unaccounted}: {words.untold(name ?? terms[language].account[id], sayBytes(bytes), knownTo)}{' '}
          <Evidence spans={evidence} of={`${of}:untold:${index}`} />
        </li>
      ))}
      {steps.flatMap(({ key, id, name, formulas }) =>
        formulas
          ? [
              <li key={key}>
                {name ?? (id === 'unaccounted' ? terms[language].unaccounted : terms[language].account[id])}:{' '}
                {words.readAs(formulas[0] || id, formulas[1] || id)}
              </li>,
            ]
          : [],
      )}
    </ul>
  )
}
