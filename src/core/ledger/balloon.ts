import type { Machine } from '../snapshot/machine.ts'
import { version } from '../snapshot/release.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'
import type { Paste } from './beside.ts'

/** Where the pages of a balloon are counted. */
export interface Balloon {
  /** `inside`: MemTotal still has them. `above`: the driver took them out of it. `unknown`: the figures allow both. */
  readonly place: 'inside' | 'above' | 'unknown'
  readonly account: Account
}

/**
 * The balloon, and whether MemTotal still holds its pages. VMware's driver leaves MemTotal alone, Xen's and Hyper-V's (since
 * 5.11) lower it, and virtio's lowers it unless the host offers deflate-on-OOM (drivers/virtio/virtio_balloon.c,
 * fill_balloon). Where the driver does not tell, the books do: `rest` is what no other account holds.
 */
export function balloonOf(paste: Paste, rest: number, tolerance: number): Balloon | null {
  const found = balloonAccount(paste)
  if (found === null || found.bytes === 0) return null
  return { account: found, place: placeOf(paste.machine) ?? placeByBooks(rest, found.bytes, tolerance) }
}

function balloonAccount({ snapshot, fields, machine }: Paste): Account | null {
  const field = fields.get('Balloon')
  if (field) return account('balloon', field.value, [field.span])
  const counters = dataOf(snapshot, 'vmstat')?.fields
  const now = counters?.get('nr_balloon_pages')
  if (now) {
    return account('balloon', now.value * machine.pageSize.value, [now.span], {
      basis: 'derived',
      formula: 'nr_balloon_pages × page size',
    })
  }
  const [inflated, deflated] = [counters?.get('balloon_inflate'), counters?.get('balloon_deflate')]
  if (!inflated || !deflated || inflated.value < deflated.value) return null
  return account(
    'balloon',
    (inflated.value - deflated.value) * machine.pageSize.value,
    [inflated.span, deflated.span],
    {
      basis: 'derived',
      formula: '(balloon_inflate − balloon_deflate) × page size',
    },
  )
}

function placeOf({ hypervisor, version: at }: Machine): Balloon['place'] | null {
  switch (hypervisor?.value) {
    case 'vmware':
      return 'inside'
    case 'xen':
      return 'above'
    case 'hyper-v':
      return at === null ? null : at >= version(5, 11) ? 'above' : 'inside'
    default:
      return null
  }
}

/** Inside, where it explains most of what is missing and no more than that; above, where nothing of its size is missing. */
function placeByBooks(rest: number, size: number, tolerance: number): Balloon['place'] {
  if (rest - size < -tolerance || rest <= tolerance) return 'above'
  return rest - size < rest / 2 ? 'inside' : 'unknown'
}
