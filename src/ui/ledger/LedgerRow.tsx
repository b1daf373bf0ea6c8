import type { Step } from '../../core/figures/waterfall.ts'
import { sayBytes, sayPercent } from '../../core/language/say.ts'
import { terms } from '../../core/language/terms.ts'
import type { Residual, Scope } from '../../core/ledger/account.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { useSession } from '../../state/session.ts'
import { Evidence } from '../kit/Evidence.tsx'
import { Icon } from '../kit/Icon.tsx'
import { usePointing } from '../kit/pointing.ts'
import { stepName } from './names.ts'
import styles from './Ledger.module.css'

interface Props {
  readonly step: Step
  readonly of: string
  readonly residual: Residual
  readonly total: Scope['kind'] | 'estimated'
  readonly open: boolean
  onToggle(key: string): void
}

/** One account: its name opens how it was read, and pointing at it marks its lines. */
export function LedgerRow({ step, of, residual, total, open, onToggle }: Props) {
  const t = useMessages().ledger
  const key = `${of}:${step.key}`
  const pin = useSession((session) => session.pin)
  const pointing = usePointing(key, step.evidence)
  const words = terms[useLanguage()]
  const rounding = step.kind === 'residual' && residual.verdict === 'rounding'
  const name = step.kind === 'residual' ? t.residual[residual.verdict] : stepName(step, words, t, total)
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
          <span>{name}</span>
        </button>
        <Under step={step} residual={residual} />
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

/** What stands under the name: the largest part, or what explains the rest. */
function Under({ step, residual }: { readonly step: Step; readonly residual: Residual }) {
  const t = useMessages().ledger
  const words = terms[useLanguage()]
  if (step.kind === 'residual') {
    const [first] = [...residual.explained].sort((a, b) => b.bytes - a.bytes)
    const note =
      residual.verdict === 'rounding'
        ? t.roundingNote(sayBytes(residual.tolerance))
        : residual.verdict === 'contradiction'
          ? t.contradictionNote
          : first
            ? t.explains(
                sayPercent(first.bytes / residual.bytes),
                first.id === 'other-known' ? (first.name ?? words.account[first.id]) : words.account[first.id],
                sayBytes(first.bytes),
              )
            : t.unaccountedNote
    return <small>{note}</small>
  }
  const [largest] = step.parts.filter((part) => part.bytes > 0).sort((a, b) => b.bytes - a.bytes)
  if (!largest || step.kind === 'owner') return null
  return (
    <small>
      {t.ofWhich(sayBytes(largest.bytes), largest.name ?? words.account[largest.id as keyof typeof words.account])}
    </small>
  )
}
