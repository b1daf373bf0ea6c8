import type { Span } from '../text/source.ts'
import { bytes, difference, MIB, sum, type Bytes } from '../units.ts'
import type { Account, Amount, Ledger, Residual, Scope } from './account.ts'

/** What a book is made of before it is balanced. */
interface Draft {
  readonly scope: Scope
  readonly basis: string
  readonly total: Amount
  readonly accounts: readonly Account[]
  readonly tolerance?: Bytes
  readonly explained?: readonly Account[]
  readonly above?: readonly Account[]
  /** The file shows too little of itself for the rest to be missing anywhere but from the paste. */
  readonly partial?: boolean
}

/** Balances a book: what the accounts leave of the total is the residual, with its sign. */
export function balance(draft: Draft): Ledger {
  const { scope, basis, total, accounts, tolerance, explained = [], above = [], partial = false } = draft
  const rest = restOf(total, accounts)
  const drift = tolerance ?? driftOf(total.bytes)
  return { scope, basis, total, accounts, residual: residualOf(rest, drift, within(rest, explained), partial), above }
}

/** What the accounts leave of the total. */
export const restOf = (total: Pick<Amount, 'bytes'>, accounts: readonly Account[]): Bytes =>
  difference(total.bytes, sum(accounts.map((account) => account.bytes)))

function residualOf(rest: Bytes, tolerance: Bytes, explained: readonly Account[], partial: boolean): Residual {
  const known = sum(explained.map((account) => account.bytes))
  return {
    bytes: rest,
    tolerance,
    verdict: rest > tolerance ? (partial ? 'untold' : 'unaccounted') : rest < -tolerance ? 'contradiction' : 'rounding',
    explained,
    unexplained: bytes(Math.max(0, rest - known)),
  }
}

/** Together they explain no more than there is; the surest stand first. */
function within(rest: Bytes, claims: readonly Account[]): Account[] {
  let left = Math.max(0, rest)
  return claims.flatMap((claim) => {
    const size = Math.min(claim.bytes, left)
    left -= size
    return size > 0 ? [{ ...claim, bytes: bytes(size) }] : []
  })
}

/** What counters read without locks, page by page, drift apart on any machine. */
export const driftOf = (total: Bytes): Bytes => bytes(Math.max(16 * MIB, Math.round(total * 0.0025)))

/** An account read from one place or put together. */
export function account(
  id: Account['id'],
  size: number,
  evidence: readonly Span[],
  more: Partial<Omit<Account, 'id' | 'bytes' | 'evidence'>> = {},
): Account {
  return { id, bytes: bytes(size), basis: 'measured', evidence, parts: [], ...more }
}
