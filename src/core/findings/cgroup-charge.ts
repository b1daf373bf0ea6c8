import type { AccountId } from '../ledger/account.ts'
import type { CgroupBook } from '../ledger/cgroup.ts'
import type { Figure, Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { kB } from './figures.ts'

/** What the charge of a control group is made of, as far as its book tells. */
export interface CgroupCharge {
  readonly usage: Bytes
  readonly shmem: Bytes
  /** Everything that the kernel itself was charged for: slab, stacks, page tables, sockets, pipes. */
  readonly kernel: Bytes
  /** The largest accounts with their shares of the usage; the kernel's as one. */
  readonly uses: readonly { readonly id: AccountId; readonly share: number }[]
  readonly evidence: readonly Span[]
  /** `anon 127 kB + kernel-other 5 kB of usage 132 kB` */
  readonly arithmetic: string
}

const KERNEL: ReadonlySet<AccountId> = new Set<AccountId>([
  'slab-reclaimable',
  'slab-unreclaimable',
  'kernel-stacks',
  'page-tables',
  'secondary-page-tables',
  'percpu',
  'vmalloc',
  'sock',
  'kernel-other',
])

/** `kmem` is the counter of version 1, which knows of pages that no key of memory.stat shows. */
export function chargeOf({ ledger, usage }: CgroupBook, kmem?: Figure): CgroupCharge | null {
  if (usage.bytes <= 0) return null
  const sizes = new Map<AccountId, number>()
  const add = (id: AccountId, size: number) => sizes.set(id, (sizes.get(id) ?? 0) + size)
  for (const { id, bytes: size } of ledger.accounts) add(KERNEL.has(id) ? 'kernel-other' : id, size)
  const kernel = Math.max(sizes.get('kernel-other') ?? 0, kmem?.value ?? 0)
  sizes.set('kernel-other', kernel)
  const largest = [...sizes].sort(([, a], [, b]) => b - a).filter(([, size]) => size >= usage.bytes * LISTED)
  return {
    usage: usage.bytes,
    shmem: bytes(sizes.get('shmem') ?? 0),
    kernel: bytes(kernel),
    uses: largest.slice(0, 3).map(([id, size]) => ({ id, share: Math.min(1, size / usage.bytes) })),
    evidence: [
      ...usage.evidence,
      ...ledger.accounts.filter(({ bytes: size }) => size > 0).flatMap((each) => each.evidence.slice(0, 1)),
      ...(kmem ? [kmem.span] : []),
    ],
    arithmetic: `${largest.map(([id, size]) => `${id} ${kB(size)}`).join(' + ')} of ${usage.formula} ${kB(usage.bytes)}`,
  }
}

/** What holds less than a hundredth of the usage explains nothing. */
const LISTED = 0.01
