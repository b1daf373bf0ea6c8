import { dataOf } from '../snapshot/snapshot.ts'
import { freeCommand, lruLists, namedShmem, residentSizes, slabCaches, vmallocAreas } from './consumer-checks.ts'
import type { Checked, CrossCheck } from './cross-check.ts'
import type { Fields } from './entries.ts'
import { available, nodeTotals, orderLists, zoneTotals } from './zone-checks.ts'

const AGAINST_MEMINFO: readonly ((moment: Checked, fields: Fields) => CrossCheck[])[] = [
  freeCommand,
  slabCaches,
  vmallocAreas,
  residentSizes,
  lruLists,
  zoneTotals,
  nodeTotals,
  available,
  namedShmem,
]

/** Every pair of sources of a moment that can be held against each other. */
export function crossChecks(moment: Checked): CrossCheck[] {
  const fields = dataOf(moment, 'meminfo')?.fields
  return [...(fields ? AGAINST_MEMINFO.flatMap((each) => each(moment, fields)) : []), ...orderLists(moment)]
}
