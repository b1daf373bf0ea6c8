import { dataOf } from '../snapshot/snapshot.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'
import type { Paste } from './beside.ts'
import { callSites } from './call-sites.ts'

/**
 * What other sources say that the residual is made of. None is the kernel's own count of pages outside meminfo: a tool of the
 * hypervisor rounds and lags, socket accounting overlaps the slabs. So they explain the residual and leave it as it is.
 */
export function explainedBy(paste: Paste, doubtful: readonly Account[]): Account[] {
  const { snapshot, fields, machine } = paste
  const sites = callSites(
    dataOf(snapshot, 'allocinfo')?.sites ?? [],
    fields.get('MemTotal')?.value ?? 0,
    machine.pageSize.value,
  )
  // A call site names socket pages more exactly than the protocol does.
  return [
    ...doubtful,
    ...vmwareBalloon(paste),
    ...vendorHeaps(paste),
    ...(sites.length > 0 ? sites : socketBuffers(paste)),
  ]
}

/** The host's own statement about its guest, in MiB (open-vm-tools). */
function vmwareBalloon({ snapshot }: Paste): Account[] {
  const balloon = dataOf(snapshot, 'vmware')?.balloon
  return balloon ? [account('balloon', balloon.value, [balloon.span], { name: 'vmware-toolbox-cmd stat balloon' })] : []
}

/** Buffers for graphics and cameras on Android, in a line that vendors add to meminfo: pages that no other line counts. */
function vendorHeaps({ fields }: Paste): Account[] {
  const heap = fields.get('ION_heap')
  return heap && heap.value > 0 ? [account('other-known', heap.value, [heap.span], { name: 'ION_heap' })] : []
}

/** Pages of socket buffers as the protocols count them; a part of them is slab (net/core/sock.c, sk_mem_charge). */
function socketBuffers({ snapshot, machine }: Paste): Account[] {
  const protocols = dataOf(snapshot, 'sockstat')?.fields
  return ['TCP', 'UDP'].flatMap((protocol) => {
    const pages = protocols?.get(protocol)?.get('mem')
    if (!pages || pages.value === 0) return []
    return [
      account('network-buffers', pages.value * machine.pageSize.value, [pages.span], {
        name: protocol,
        basis: 'estimated',
        formula: `${protocol} mem × page size`,
      }),
    ]
  })
}
