import { dataOf } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'
import type { Paste } from './beside.ts'

/**
 * What other sources say that the residual is made of. None is the kernel's own count of pages outside meminfo: a tool of the
 * hypervisor rounds and lags, socket accounting overlaps the slabs. So they explain the residual and leave it as it is.
 */
export function explainedBy(paste: Paste, rest: number, doubtful: readonly Account[]): Account[] {
  const sites = callSites(paste)
  const claims = [
    ...doubtful,
    ...vmwareBalloon(paste),
    // A call site names socket pages more exactly than the protocol does.
    ...(sites.length > 0 ? sites : socketBuffers(paste)),
  ]
  // Together they explain no more than there is; the surest stand first.
  let left = rest
  return claims.flatMap((claim) => {
    const size = Math.min(claim.bytes, Math.max(0, left))
    left -= size
    return size > 0 ? [{ ...claim, bytes: bytes(size) }] : []
  })
}

/** The host's own statement about its guest, in MiB (open-vm-tools). */
function vmwareBalloon({ snapshot }: Paste): Account[] {
  const balloon = dataOf(snapshot, 'vmware')?.balloon
  return balloon ? [account('balloon', balloon.value, [balloon.span], { name: 'vmware-toolbox-cmd stat balloon' })] : []
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

/** Call sites whose pages a field of /proc/meminfo counts: user pages, page cache, slab, page tables, stacks, vmalloc, percpu. */
const COUNTED =
  /^(?:mm\/(?!balloon|zsmalloc|page_frag)|kernel\/fork\.c|arch\/\w+\/(?:kvm|mm)\/|include\/|virt\/)|pgtable|pgalloc/
/** Sites below this share of RAM are not worth a line. */
const SHARE = 0.005

/** Call sites that hold whole pages which no field counts (lib/alloc_tag.c). Large kmalloc looks the same, and is slab. */
function callSites({ snapshot, fields, machine }: Paste): Account[] {
  const least = (fields.get('MemTotal')?.value ?? 0) * SHARE
  const page = machine.pageSize.value
  return (dataOf(snapshot, 'allocinfo')?.sites ?? [])
    .filter(({ size, calls, site }) => size > least && calls > 0 && size / calls >= page && !COUNTED.test(site))
    .sort((a, b) => b.size - a.size)
    .map((site) =>
      account('other-known', site.size, [site.span], { name: `${site.site} ${site.function}`, basis: 'estimated' }),
    )
}
