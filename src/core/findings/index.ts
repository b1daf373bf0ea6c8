import { buffersLarge } from './buffers-large.ts'
import { kernelStacksLarge } from './kernel-stacks-large.ts'
import { pageTablesLarge } from './page-tables-large.ts'
import { shmemLarge } from './shmem-large.ts'
import { slabReclaimableLarge } from './slab-reclaimable-large.ts'
import { slabUnreclaimableLarge } from './slab-unreclaimable-large.ts'
import { unevictableLarge } from './unevictable-large.ts'
import type { FindingId } from './catalogue.ts'
import type { Rule } from './rule.ts'

export type { FindingId } from './catalogue.ts'

/** Every rule of the catalogue, in its order. One line each. */
export const rules = [
  shmemLarge,
  unevictableLarge,
  slabReclaimableLarge,
  slabUnreclaimableLarge,
  pageTablesLarge,
  kernelStacksLarge,
  buffersLarge,
] as const

/** A rule whose parameters are not told apart: they fit the rule's own words, which is all that is asked of them. */
export type AnyRule = Rule<FindingId, unknown>
