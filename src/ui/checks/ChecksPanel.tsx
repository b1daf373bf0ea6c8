import { sayBytes } from '../../core/language/say.ts'
import type { Amount } from '../../core/ledger/account.ts'
import type { CrossCheck } from '../../core/ledger/cross-check.ts'
import type { Definition } from '../../core/ledger/definitions.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useMessages } from '../../i18n/report.ts'
import { sayChange } from '../../core/comparison/labels.ts'
import { Panel } from '../kit/Panel.tsx'
import table from '../kit/Table.module.css'
import { usePointing } from '../kit/pointing.ts'
import styles from './Checks.module.css'

/** What the tools call used and available, from this paste; and which of its sources agree. */
export function ChecksPanel({ moment }: { readonly moment: Moment }) {
  const t = useMessages().checks
  const { crossChecks, definitions } = moment
  if (crossChecks.length + definitions.length === 0) return null
  const differ = crossChecks.filter(({ verdict }) => verdict === 'differs').length
  return (
    <Panel id="checks" title={t.title} note={t.count(crossChecks.length, differ)}>
      <div className={styles.parts}>
        {definitions.length > 0 && <Definitions definitions={definitions} of={`definition:${moment.index}`} />}
        {crossChecks.length > 0 && <CrossChecks checks={crossChecks} of={`check:${moment.index}`} />}
      </div>
    </Panel>
  )
}

function Definitions({ definitions, of }: { readonly definitions: readonly Definition[]; readonly of: string }) {
  const t = useMessages().checks
  return (
    <div className={table.scroll}>
      <table className={[table.table, table.stack].join(' ')} data-testid="definitions">
        <caption>{t.definitions}</caption>
        <thead>
          <tr>
            <th scope="col">{t.tool}</th>
            <th scope="col">{t.word}</th>
            <th scope="col" className={table.figure}>
              {t.size}
            </th>
            <th scope="col">{t.formula}</th>
          </tr>
        </thead>
        <tbody>
          {definitions.map((each, index) => (
            <DefinitionRow key={index} definition={each} of={`${of}:${index}`} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DefinitionRow({ definition, of }: { readonly definition: Definition; readonly of: string }) {
  const t = useMessages().checks
  const { tool, quantity, subject, amount } = definition
  const pointing = usePointing(of, amount.evidence)
  return (
    <tr data-tool={tool} data-quantity={quantity} data-bytes={amount.bytes} {...pointing}>
      <th scope="row">{tool}</th>
      <td data-label={t.word}>
        {t.quantity[quantity]}
        {subject !== '' && <span className={styles.subject}>{subject}</span>}
      </td>
      <td className={table.figure} data-label={t.size}>
        {sayBytes(amount.bytes)}
      </td>
      <td className={[styles.formula, table.wide].join(' ')}>
        <code>{amount.formula}</code>
      </td>
    </tr>
  )
}

function CrossChecks({ checks, of }: { readonly checks: readonly CrossCheck[]; readonly of: string }) {
  const t = useMessages().checks
  return (
    <div className={table.scroll}>
      <table className={[table.table, table.stack].join(' ')} data-testid="cross-checks">
        <caption>{t.checks}</caption>
        <thead>
          <tr>
            <th scope="col">{t.one}</th>
            <th scope="col">{t.other}</th>
            <th scope="col" className={table.figure}>
              {t.difference}
            </th>
            <th scope="col">{t.verdict}</th>
          </tr>
        </thead>
        <tbody>
          {checks.map((check, index) => (
            <CheckRow key={index} check={check} of={`${of}:${index}`} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function CheckRow({ check, of }: { readonly check: CrossCheck; readonly of: string }) {
  const t = useMessages().checks
  const { id, subject, left, right, difference, tolerance, verdict } = check
  const pointing = usePointing(of, [...left.evidence, ...right.evidence])
  return (
    <tr data-check={id} data-verdict={verdict} {...pointing}>
      <th scope="row" className={styles.side}>
        <Side amount={left} />
        {subject !== undefined && <span className={styles.subject}>{subject}</span>}
      </th>
      <td className={styles.side} data-label={t.other}>
        <Side amount={right} />
      </td>
      <td className={table.figure} data-label={t.difference}>
        {sayChange(difference, sayBytes)}
      </td>
      <td data-label={t.verdict} className={styles[verdict]}>
        {t.verdicts[verdict](sayBytes(tolerance))}
      </td>
    </tr>
  )
}

function Side({ amount }: { readonly amount: Amount }) {
  return (
    <>
      {sayBytes(amount.bytes)} <code>{amount.formula}</code>
    </>
  )
}
