import type { CrossCheck } from '../ledger/cross-check.ts'
import type { Definition } from '../ledger/definitions.ts'
import type { Books } from '../ledger/books.ts'

/** A snapshot with its books and what they say of each other: what rules and views work on. */
export interface Moment extends Books {
  readonly crossChecks: readonly CrossCheck[]
  readonly definitions: readonly Definition[]
}

/** Every book of a moment: the host's first, then the others. */
export const allBooks = ({ ledger, ledgers }: Pick<Moment, 'ledger' | 'ledgers'>): readonly Ledger[] =>
  ledger ? [ledger, ...ledgers] : ledgers

/** The control group that a book of the moment is of; null for any other book. */
export const groupOfBook = ({ cgroups, failures }: Moment, book: Ledger): CgroupBook | null =>
  cgroups.find(({ ledger }) => ledger === book) ??
  failures.find(({ cgroup }) => cgroup?.ledger === book)?.cgroup ??
  null
