import { stepName, stepNote } from '../../core/figures/step-words.ts'
import type { Step } from '../../core/figures/waterfall.ts'
import { sayBytes, sayPercent } from '../../core/language/say.ts'
import type { Ledger } from '../../core/ledger/account.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { Icon } from '../kit/Icon.tsx'
import { usePointing } from '../kit/pointing.ts'
import styles from './Ledger.module.css'

interface Props {
  readonly step: Step
  readonly of: string
  readonly ledger: Ledger
  readonly open: boolean
  onToggle(key: string): void
}

/** One account: its name opens how it was read, and pointing at it marks its lines. */
export function LedgerRow({ step, of, ledger, open, onToggle }: Props) {
  const t = useMessages().ledger
  const key = `${of}:${step.key}`
  const pin = useSession((session) => session.pin)
  const pointing = usePointing(key, step.evidence)
  const language = useLanguage()
  const note = stepNote(step, ledger, language)
  const rounding = step.kind === 'residual' && ledger.residual.verdict === 'rounding'
  return (
    <tr
      className={[styles.row, styles[step.kind], rounding && styles.quiet].filter(Boolean).join(' ')}
      data-key={step.key}
      data-account={step.id}
      data-bytes={step.bytes}
      {...pointing}
    >
      <th scope="row">
        <button
          type="button"
          className={styles.name}
          aria-expanded={open}
          onClick={() => {
            onToggle(step.key)
            if (step.evidence.length > 0) pin({ kind: 'figure', key, spans: step.evidence })
          }}
        >
          <span className={styles.caret}>
            <Icon name="open" />
          </span>
          <span>{stepName(step, ledger, language)}</span>
        </button>
        {note !== null && <small>{note}</small>}
        {open && (
          <p className={styles.how}>
            {step.formula !== null && <code>{step.formula}</code>} {step.basis === 'estimated' && t.estimated}{' '}
            <Evidence spans={step.evidence} of={key} />
          </p>
        )}
      </th>
      <td data-bar className={styles.bar} />
      <td className={styles.size}>{sayBytes(step.bytes)}</td>
      <td className={styles.share}>{sayPercent(step.share)}</td>
    </tr>
  )
}
