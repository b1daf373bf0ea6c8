import { numberIn } from '../formats/kernel-event/kernel-event.ts'
import { recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'

/**
 * What the machine has and MemTotal does not: a balloon that lowers it, memory kept for a crash kernel, and what the kernel
 * took for itself at boot (its image, a descriptor of 64 bytes for each page). `Memory: 260916K/1048044K available` names
 * all that the kernel found (mm/mm_init.c, mem_init_print_info).
 */
export function aboveTotal(snapshot: Snapshot, total: Figure, balloon: Account | null): Account[] {
  const events = recordsOf(snapshot, 'kernelEvent').map(({ data }) => data)
  const physical = events
    .filter(({ event }) => event === 'boot-memory')
    .map((event) => numberIn(event, 'physical'))
    .find((figure) => figure !== undefined)
  const crash = events.filter(({ event }) => event === 'crashkernel').flatMap((event) => numberIn(event, 'size') ?? [])
  const named = [
    ...(balloon ? [balloon] : []),
    ...crash.map((size) => account('other-known', size.value, [size.span], { name: 'crashkernel' })),
  ]
  const rest = physical ? physical.value - total.value - named.reduce((sum, { bytes }) => sum + bytes, 0) : 0
  // Memory that was added later makes MemTotal larger than what was there at boot.
  return physical === undefined || rest <= 0
    ? named
    : [
        ...named,
        account('other-known', rest, [physical.span, total.span], {
          name: 'reserved at boot',
          basis: 'derived',
          formula: ['physical − MemTotal', ...named.map(({ name, id }) => name ?? id)].join(' − '),
        }),
      ]
}
