import { buffersLarge } from './buffers-large.ts'
import { cacheNotLeak } from './cache-not-leak.ts'
import { hugetlbIdle } from './hugetlb-idle.ts'
import { hugetlbOtherSize } from './hugetlb-other-size.ts'
import { hugetlbStarves } from './hugetlb-starves.ts'
import { kernelStacksLarge } from './kernel-stacks-large.ts'
import { memoryExhausted } from './memory-exhausted.ts'
import { pageTablesLarge } from './page-tables-large.ts'
import { shmemLarge } from './shmem-large.ts'
import { slabReclaimableLarge } from './slab-reclaimable-large.ts'
import { slabUnreclaimableLarge } from './slab-unreclaimable-large.ts'
import { swapExhausted } from './swap-exhausted.ts'
import { unevictableLarge } from './unevictable-large.ts'
import type { FindingId } from './catalogue.ts'
import type { Rule } from './rule.ts'

export type { FindingId } from './catalogue.ts'

/** Every rule of the catalogue, in its order. One line each. */
export const rules = [
  cacheNotLeak,
  shmemLarge,
  unevictableLarge,
  slabReclaimableLarge,
  slabUnreclaimableLarge,
  pageTablesLarge,
  kernelStacksLarge,
  hugetlbIdle,
  hugetlbOtherSize,
  hugetlbStarves,
  buffersLarge,
  memoryExhausted,
  swapExhausted,
] as const

/** A rule whose parameters are not told apart: they fit the rule's own words, which is all that is asked of them. */
export type AnyRule = Rule<FindingId, unknown>
