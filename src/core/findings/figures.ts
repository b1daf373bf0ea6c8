import type { AccountId, Account, Ledger } from '../ledger/account.ts'
import type { Moment } from '../snapshot/moment.ts'
import { recordOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import { KIB, type Bytes } from '../units.ts'
import type { Case, Evidence } from './rule.ts'

/** The host's /proc/meminfo at one moment. */
export interface Host {
  readonly moment: Moment
  readonly total: Figure<Bytes>
  /** A field by the kernel's name; absent where it was not printed. */
  get(name: string): Figure<Bytes> | undefined
}

/** The moments that hold a whole /proc/meminfo. */
export const hosts = ({ moments }: Case): Host[] =>
  moments.flatMap((moment) => {
    const fields = recordOf(moment, 'meminfo')?.data.fields
    const total = fields?.get('MemTotal')
    return fields && total && total.value > 0 ? [{ moment, total, get: (name) => fields.get(name) }] : []
  })

/** An account of a book of the whole machine, and its share of the book's total. */
export interface Share {
  readonly moment: Moment
  readonly ledger: Ledger
  readonly account: Account
  readonly size: Bytes
  readonly total: Bytes
  /** 0…1 */
  readonly share: number
  readonly evidence: Evidence
  readonly arithmetic: string
}

/** The books of the whole machine at a moment: /proc/meminfo's, and those of the OOM and SysRq reports. */
export const booksOf = (moment: Moment): Ledger[] => [
  ...(moment.ledger ? [moment.ledger] : []),
  ...moment.ledgers.filter(({ scope }) => scope.kind === 'report'),
]

/** What one account holds in each book of the whole machine; `field` names a figure that was printed as it stands. */
export const sharesOf = ({ moments }: Case, id: AccountId, field: string): Share[] =>
  moments.flatMap((moment) =>
    booksOf(moment).flatMap((ledger) => {
      const account = ledger.accounts.find((each) => each.id === id)
      const total = ledger.total.bytes
      const [first, ...rest] = account?.evidence ?? []
      if (!account || !first || total <= 0) return []
      const share = account.bytes / total
      return [
        {
          moment,
          ledger,
          account,
          size: account.bytes,
          total,
          share,
          evidence: [first, ...rest, ...ledger.total.evidence],
          arithmetic: `${account.formula ?? field} ${kB(account.bytes)} / ${ledger.total.formula} ${kB(total)}`,
        },
      ]
    }),
  )

/** The places of the figures that are there. */
export const evidenceOf = (first: Figure, ...rest: (Figure | undefined)[]): Evidence => [
  first.span,
  ...rest.flatMap((figure): Span[] => (figure ? [figure.span] : [])),
]

/** As the kernel prints it: `7523656 kB`. */
export const kB = (size: number): string => `${Math.round(size / KIB)} kB`
