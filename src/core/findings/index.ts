import type { FindingId } from './catalogue.ts'
import { pageTablesLarge } from './page-tables-large.ts'
import type { Rule } from './rule.ts'

export type { FindingId } from './catalogue.ts'

/** Every rule of the catalogue, in its order. One line each. */
export const rules = [
  // Consumers in the kernel
  pageTablesLarge,
] as const

/** A rule whose parameters are not told apart: they fit the rule's own words, which is all that is asked of them. */
export type AnyRule = Rule<FindingId, unknown>
