import type { Failure } from '../allocation/failure.ts'
import type { ZoneFree } from '../allocation/free-lists.ts'
import type { ZoneState } from '../allocation/zone-state.ts'
import type { Ledger } from './account.ts'
import type { CgroupBook } from './cgroup.ts'
import type { Machine } from '../snapshot/machine.ts'
import type { Snapshot } from '../snapshot/snapshot.ts'

/** A snapshot with its books, before they are held against each other. */
export interface Books extends Snapshot {
  readonly machine: Machine
  /** The host's book, or null where the paste holds no total. */
  readonly ledger: Ledger | null
  /** Every other book: nodes, control groups and kernel log reports, in this order. */
  readonly ledgers: readonly Ledger[]
  readonly cgroups: readonly CgroupBook[]
  /** The free lists by order. */
  readonly zones: readonly ZoneFree[]
  /** The same zones with their watermarks, where zoneinfo tells them. */
  readonly zoneStates: readonly ZoneState[]
  /** OOM kills, allocation failures and SysRq reports, explained. */
  readonly failures: readonly Failure[]
}

/** Every book of a moment: the host's first, then the others. */
export const allBooks = ({ ledger, ledgers }: Pick<Books, 'ledger' | 'ledgers'>): readonly Ledger[] =>
  ledger ? [ledger, ...ledgers] : ledgers

/** The control group that a book of the moment is of; null for any other book. */
export const groupOfBook = ({ cgroups, failures }: Books, book: Ledger): CgroupBook | null =>
  cgroups.find(({ ledger }) => ledger === book) ??
  failures.find(({ cgroup }) => cgroup?.ledger === book)?.cgroup ??
  null
