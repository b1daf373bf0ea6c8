import type { AccountId, Account, Ledger } from '../ledger/account.ts'
import type { Moment } from '../snapshot/moment.ts'
import { once } from '../lookup.ts'
import { recordOf } from '../snapshot/snapshot.ts'
import type { Figure, Span } from '../text/source.ts'
import { KIB, type Bytes } from '../units.ts'
import type { Case, Evidence, Hit, Say, Severity } from './rule.ts'

/** The host's /proc/meminfo at one moment. */
export interface Host {
  readonly moment: Moment
  readonly total: Figure<Bytes>
  /** A field by the kernel's name; absent where it was not printed. */
  get(name: string): Figure<Bytes> | undefined
}

/** The whole /proc/meminfo of a moment; null where it has none. */
export const hostAt = once((moment: Moment): Host | null => {
  const fields = recordOf(moment, 'meminfo')?.data.fields
  const total = fields?.get('MemTotal')
  return fields && total && total.value > 0 ? { moment, total, get: (name) => fields.get(name) } : null
})

const hostsIn = once((moments: Case['moments']) => moments.flatMap((moment) => hostAt(moment) ?? []))

/** The moments that hold a whole /proc/meminfo. */
export const hosts = ({ moments }: Case): readonly Host[] => hostsIn(moments)

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
export const booksOf = once((moment: Moment): readonly Ledger[] => [
  ...(moment.ledger ? [moment.ledger] : []),
  ...moment.ledgers.filter(({ scope }) => scope.kind === 'report'),
])

/** A report that was cut inside its zones has more in its counters than those zones hold: that is no total to measure by. */
export const isBalanced = ({ scope, total, residual }: Ledger): boolean =>
  total.bytes > 0 && (scope.kind !== 'report' || residual.verdict !== 'contradiction')

/** What one account holds in each book of the whole machine; `field` names a figure that was printed as it stands. */
export const sharesOf = ({ moments }: Case, id: AccountId, field: string): Share[] =>
  moments.flatMap((moment) =>
    booksOf(moment).flatMap((ledger) => {
      const account = ledger.accounts.find((each) => each.id === id)
      const total = ledger.total.bytes
      const [first, ...rest] = account?.evidence ?? []
      if (!account || !first || !isBalanced(ledger)) return []
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

/** From which share of RAM on a figure is worth which word. */
export interface Ladder {
  readonly notice?: number
  readonly warning?: number
  readonly critical?: number
}

/** The severity of a share; null below the lowest step. */
export const gravity = (share: number, { notice, warning, critical }: Ladder): Severity | null =>
  critical !== undefined && share >= critical
    ? 'critical'
    : warning !== undefined && share >= warning
      ? 'warning'
      : notice !== undefined && share >= notice
        ? 'notice'
        : null

/** The lowest step: where a figure begins to be noted. */
export const notedFrom = ({ notice, warning, critical }: Ladder): number => notice ?? warning ?? critical ?? 1

/** What a finding about one large account says of it. */
export interface Large {
  readonly size: Bytes
  readonly share: number
  readonly from: number
  /** What the paste names inside it, the largest first: slab caches, callers, mounts. */
  readonly parts: readonly Part[]
}

export interface Part {
  readonly name: string
  readonly size: Bytes
}

/** What other dumps name inside an account, largest first: slab caches, callers, mounts, segments. */
export const namedIn = ({ splits = [] }: Account): Account[] =>
  splits.flatMap(({ rows }) => rows).sort((a, b) => b.bytes - a.bytes)

/** The books in which an account is large: by its share of RAM, or at `size`; never below `floor`. */
export const largeIn = (
  theCase: Case,
  id: AccountId,
  field: string,
  threshold: Ladder & { readonly size?: number; readonly floor?: number },
): (Hit<Large> & { readonly ledger: Ledger })[] =>
  sharesOf(theCase, id, field).flatMap(({ moment, ledger, account, size, share, evidence, arithmetic }) => {
    const isBig = threshold.size !== undefined && size >= threshold.size
    const severity = gravity(isBig ? Math.max(share, notedFrom(threshold)) : share, threshold)
    if (severity === null || size < (threshold.floor ?? 0)) return []
    const parts = namedIn(account).slice(0, 3)
    const params = {
      size,
      share,
      from: notedFrom(threshold),
      parts: parts.map((part) => ({ name: part.name ?? '', size: part.bytes })),
    }
    return [
      {
        severity,
        confidence: 'certain',
        snapshot: moment.index,
        bytes: size,
        params,
        evidence: [...evidence, ...parts.flatMap((part) => part.evidence.slice(0, 1))],
        arithmetic: [arithmetic, ...parts.map((part) => `${part.name} ${kB(part.bytes)}`)],
        ledger,
      },
    ]
  })

/** `**5.2 %** of RAM (noted from 3.0 %)` */
export const ofRam = {
  en: ({ share, from }: Pick<Large, 'share' | 'from'>, say: Say) =>
    `**${say.percent(share)}** of RAM (noted from ${say.percent(from)})`,
  zh: ({ share, from }: Pick<Large, 'share' | 'from'>, say: Say) =>
    `内存的 **${say.percent(share)}**（${say.percent(from)} 起提示）`,
}

/** ` Most of it: \`kmalloc-4k\` 229 MiB.`, or nothing where the paste names no part. */
export const mostly = {
  en: ({ parts }: Pick<Large, 'parts'>, say: Say) =>
    parts.length === 0
      ? ''
      : ` Most of it: ${say.list(parts.map(({ name, size }) => `\`${name}\` ${say.bytes(size)}`))}.`,
  zh: ({ parts }: Pick<Large, 'parts'>, say: Say) =>
    parts.length === 0
      ? ''
      : `其中最大的是：${say.list(parts.map(({ name, size }) => `\`${name}\` ${say.bytes(size)}`))}。`,
}

/** The places of the figures that are there. */
export const evidenceOf = (first: Figure, ...rest: (Figure | undefined)[]): Evidence => [
  first.span,
  ...rest.flatMap((figure): Span[] => (figure ? [figure.span] : [])),
]

/** As the kernel prints it: `7523656 kB`. */
export const kB = (size: number): string => `${Math.round(size / KIB)} kB`
