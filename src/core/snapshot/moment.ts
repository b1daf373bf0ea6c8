import type { CrossCheck } from '../ledger/cross-check.ts'
import type { Definition } from '../ledger/definitions.ts'
import type { Books } from '../ledger/books.ts'

/** A snapshot with its books and what they say of each other: what rules and views work on. */
export interface Moment extends Books {
  readonly crossChecks: readonly CrossCheck[]
  readonly definitions: readonly Definition[]
}
