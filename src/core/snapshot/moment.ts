import type { ZoneFree } from '../allocation/free-lists.ts'
import type { Ledger } from '../ledger/account.ts'
import type { Machine } from './machine.ts'
import type { Snapshot } from './snapshot.ts'

/** A snapshot with its books: what rules and views work on. */
export interface Moment extends Snapshot {
  readonly machine: Machine
  /** The host's book, or null where the paste holds no total. */
  readonly ledger: Ledger | null
  /** The books of nodes, cgroups and reports. */
  readonly ledgers: readonly Ledger[]
  readonly zones: readonly ZoneFree[]
}
