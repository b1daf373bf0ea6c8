import { pageTablesLarge } from './page-tables-large.ts'
import type { Rule } from './rule.ts'

/** Every rule of the catalogue, in its order. */
export const rules = [pageTablesLarge] as const

export type FindingId = (typeof rules)[number]['id']

/** A rule whose parameters are not told apart: they fit the rule's own words, which is all that is asked of them. */
export type AnyRule = Rule<FindingId, unknown>
