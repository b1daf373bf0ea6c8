import { sayBytes } from '../../core/language/say.ts'
import { terms } from '../../core/language/terms.ts'
import type { Account, Amount, Ledger } from '../../core/ledger/account.ts'
import { groupOfBook } from '../../core/ledger/books.ts'
import type { Moment } from '../../core/snapshot/moment.ts'
import { useLanguage } from '../../i18n/index.ts'
import { useMessages } from '../../i18n/report.ts'
import { Evidence } from '../kit/Evidence.tsx'
import styles from './Ledger.module.css'

interface Props {
  readonly moment: Moment
  readonly ledger: Ledger
  readonly of: string
}

/** What stands beside a book: a control group's working set and limit, and what the kernel never had. */
export function Beside({ moment, ledger, of }: Props) {
  const t = useMessages().ledger
  const cgroup = groupOfBook(moment, ledger)
  if (!cgroup && ledger.above.length === 0) return null
  return (
    <dl className={styles.beside}>
      {cgroup?.workingSet && <AmountItem name={t.workingSet} amount={cgroup.workingSet} of={`${of}:working-set`} />}
      {cgroup?.limit === 'unlimited' && (
        <div>
          <dt>{t.limit}</dt>
          <dd>{t.unlimited}</dd>
        </div>
      )}
      {cgroup?.limit && cgroup.limit !== 'unlimited' && (
        <AmountItem name={t.limit} amount={cgroup.limit} of={`${of}:limit`} />
      )}
      {ledger.above.map((account, index) => (
        <AboveItem key={index} account={account} of={`${of}:above:${index}`} />
      ))}
    </dl>
  )
}

function AmountItem({ name, amount, of }: { readonly name: string; readonly amount: Amount; readonly of: string }) {
  const t = useMessages().ledger
  return (
    <div data-amount={of.split(':').at(-1)} data-bytes={amount.bytes}>
      <dt>{name}</dt>
      <dd>
        {sayBytes(amount.bytes)} <code>{amount.formula}</code> {!amount.known && t.estimated}{' '}
        <Evidence spans={amount.evidence} of={of} />
      </dd>
    </div>
  )
}

function AboveItem({ account, of }: { readonly account: Account; readonly of: string }) {
  const t = useMessages().ledger
  const words = terms[useLanguage()]
  return (
    <div data-above={account.id} data-bytes={account.bytes}>
      <dt>{t.outside(account.name ?? words.account[account.id])}</dt>
      <dd>
        {sayBytes(account.bytes)} {account.formula !== undefined && <code>{account.formula}</code>}{' '}
        <Evidence spans={account.evidence} of={of} />
      </dd>
    </div>
  )
}
