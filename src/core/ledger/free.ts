import { recordOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { bytes } from '../units.ts'
import type { Account, Ledger } from './account.ts'
import { account, balance } from './balance.ts'

/**
 * A coarse book from `free` alone: free, the cache with what of it is shared memory, and the rest, which is used, by whom it
 * does not tell. `used` has meant three things in three versions, so it is taken as what remains (procps library/meminfo.c).
 */
export function freeLedger(snapshot: Snapshot): Ledger | null {
  const record = recordOf(snapshot, 'free')
  const { total, free, shared, buffers, cached, buffCache } = record?.data.mem ?? {}
  if (!record || !total || !free) return null
  const cache = buffCache ?? cached
  const name = buffCache ? 'buff/cache' : 'cached'
  const accounts: Account[] = [
    account('free', free.value, [free.span]),
    ...(shared ? [account('shmem', Math.min(shared.value, cache?.value ?? shared.value), [shared.span])] : []),
    ...(buffers ? [account('buffers', buffers.value, [buffers.span])] : []),
    ...(cache
      ? [
          account('file-cache', Math.max(0, cache.value - (shared?.value ?? 0)), spans([cache, shared]), {
            name,
            ...(shared ? { basis: 'derived', formula: `${name} − shared` } : {}),
          }),
        ]
      : []),
  ]
  const figures = [total, free, ...(cache ? [cache] : []), ...(buffers ? [buffers] : [])]
  const used = total.value - free.value - (cache?.value ?? 0) - (buffers?.value ?? 0)
  if (used > 0) {
    const words = ['total', 'free', ...(buffers ? ['buffers'] : []), ...(cache ? [name] : [])]
    accounts.push(
      account('other-known', used, spans(figures), { name: 'used', basis: 'derived', formula: words.join(' − ') }),
    )
  }
  return balance({
    scope: { kind: 'host' },
    basis: record.id,
    total: { bytes: total.value, known: true, formula: 'total', evidence: [total.span] },
    accounts,
    // Each column is cut down to the unit by itself.
    tolerance: bytes(Math.round(figures.reduce((sum, { within = 0 }) => sum + within, 0))),
  })
}

const spans = (figures: readonly (Figure | undefined)[]) => figures.flatMap((figure) => figure?.span ?? [])
