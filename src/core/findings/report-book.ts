import type { Failure } from '../allocation/failure.ts'
import type { Account, AccountId } from '../ledger/account.ts'
import type { Span } from '../text/source.ts'
import type { Bytes } from '../units.ts'
import { isBalanced, kB } from './figures.ts'
import { thresholds } from './thresholds.ts'

/** An account of the report's book; undefined where the report has no totals. */
export const accountOf = ({ ledger }: Failure, id: AccountId): Account | undefined =>
  ledger?.accounts.find((account) => account.id === id)

/** Its share of all memory that the kernel managed at that moment, 0…1. */
export const shareOf = (failure: Failure, size: Bytes | undefined): number =>
  failure.ledger && size !== undefined && isBalanced(failure.ledger) ? size / failure.ledger.total.bytes : 0

/** What RAM was used for: the largest accounts of the report's book but free memory, and what is in none. */
export function usesOf({ ledger }: Failure): { id: AccountId | 'unaccounted'; share: number }[] {
  if (ledger === null) return []
  const { bytes: total } = ledger.total
  return [...ledger.accounts, { id: 'unaccounted' as const, bytes: ledger.residual.bytes }]
    .map(({ id, bytes: size }) => ({ id, share: size / total }))
    .filter(({ id, share }) => id !== 'free' && share >= thresholds['oom-exhaustion'].listed)
    .sort((a, b) => b.share - a.share)
    .slice(0, 4)
}

/** `anon 646516 kB + free 38564 kB + … + residual 10692 kB = pages RAM − pages reserved 729376 kB`. */
export function composition({ ledger }: Failure): string[] {
  if (!ledger) return []
  const large = ledger.accounts
    .filter((account) => account.bytes >= ledger.total.bytes * thresholds['oom-exhaustion'].listed)
    .sort((a, b) => b.bytes - a.bytes)
  const small = ledger.accounts.reduce((total, each) => total + (large.includes(each) ? 0 : each.bytes), 0)
  const terms = [
    ...large.map(({ id, bytes: size }) => `${id} ${kB(size)}`),
    ...(small > 0 ? [`others ${kB(small)}`] : []),
    `unaccounted ${kB(ledger.residual.bytes)}`,
  ]
  return [`${terms.join(' + ')} = ${ledger.total.formula} ${kB(ledger.total.bytes)}`]
}

/** The places of a report's accounts; the zones' where it has none. */
export const placesOf = ({ ledger, zones }: Failure, ...ids: readonly AccountId[]): Span[] => [
  ...(ledger?.accounts.filter(({ id }) => ids.includes(id)).flatMap(({ evidence }) => evidence) ?? []),
  ...(ledger?.total.evidence ?? []),
  ...zones.flatMap(({ verdict, evidence }) => (verdict === 'not-eligible' ? [] : evidence.slice(0, 1))),
]
