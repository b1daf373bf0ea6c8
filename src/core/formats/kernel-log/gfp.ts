import { releaseNumber, version } from '../../snapshot/release.ts'

/**
 * gfp_mask: what a request for pages may do (include/linux/gfp.h, gfp_types.h). The bits moved several times, so a bare
 * number means nothing without the kernel's release; kernels from 4.6 on print the names themselves.
 */

const V2_6_18 = version(2, 6, 18)
const V2_6_19 = version(2, 6, 19)
const V2_6_23 = version(2, 6, 23)
const V2_6_24 = version(2, 6, 24)
const V2_6_30 = version(2, 6, 30)
const V2_6_31 = version(2, 6, 31)
const V2_6_38 = version(2, 6, 38)
const V3_6 = version(3, 6)
const V3_8 = version(3, 8)
const V3_16 = version(3, 16)
const V4_1 = version(4, 1)
const V4_4 = version(4, 4)
const V4_5 = version(4, 5)
const V4_10 = version(4, 10)
const V4_12 = version(4, 12)
const V4_13 = version(4, 13)
const V4_14 = version(4, 14)
const V4_15 = version(4, 15)
const V4_18 = version(4, 18)
const V5_1 = version(5, 1)
const V5_14 = version(5, 14)
const V5_18 = version(5, 18)
const V6_3 = version(6, 3)
const V6_4 = version(6, 4)
const V6_8 = version(6, 8)
const V6_9 = version(6, 9)
const EVER = Infinity

/** A flag, its bit, the first release with it there and the first one without. */
type Bit = readonly [bit: number, flag: string, since: number, before: number]

const BITS: readonly Bit[] = [
  [0x1, '__GFP_DMA', V2_6_18, EVER],
  [0x2, '__GFP_HIGHMEM', V2_6_18, EVER],
  [0x4, '__GFP_DMA32', V2_6_18, EVER],
  // Moved down to the zone modifiers in 2.6.31; the kernels between the two releases say 2.6.30.
  [0x80000, '__GFP_MOVABLE', V2_6_23, V2_6_24],
  [0x100000, '__GFP_MOVABLE', V2_6_24, V2_6_31],
  [0x8, '__GFP_MOVABLE', V2_6_30, EVER],
  [0x10, '__GFP_WAIT', V2_6_18, V4_4],
  [0x10, '__GFP_RECLAIMABLE', V4_4, EVER],
  [0x20, '__GFP_HIGH', V2_6_18, EVER],
  [0x40, '__GFP_IO', V2_6_18, EVER],
  [0x80, '__GFP_FS', V2_6_18, EVER],
  [0x100, '__GFP_COLD', V2_6_18, V4_15],
  [0x100, '__GFP_WRITE', V4_18, V5_1],
  [0x100, '__GFP_ZERO', V5_1, EVER],
  [0x200, '__GFP_NOWARN', V2_6_18, V5_1],
  [0x200, '__GFP_ATOMIC', V5_1, V6_3],
  [0x400, '__GFP_REPEAT', V2_6_18, V4_13],
  [0x400, '__GFP_RETRY_MAYFAIL', V4_13, V5_1],
  [0x400, '__GFP_DIRECT_RECLAIM', V5_1, EVER],
  [0x800, '__GFP_NOFAIL', V2_6_18, V5_1],
  [0x800, '__GFP_KSWAPD_RECLAIM', V5_1, EVER],
  [0x1000, '__GFP_NORETRY', V2_6_18, V5_1],
  [0x1000, '__GFP_WRITE', V5_1, EVER],
  [0x2000, '__GFP_NO_GROW', V2_6_18, V2_6_23],
  [0x2000, '__GFP_MEMALLOC', V3_6, V5_1],
  [0x2000, '__GFP_NOWARN', V5_1, EVER],
  [0x4000, '__GFP_COMP', V2_6_18, V5_1],
  [0x4000, '__GFP_RETRY_MAYFAIL', V5_1, EVER],
  [0x8000, '__GFP_ZERO', V2_6_18, V5_1],
  [0x8000, '__GFP_NOFAIL', V5_1, EVER],
  [0x10000, '__GFP_NOMEMALLOC', V2_6_18, V5_1],
  [0x10000, '__GFP_NORETRY', V5_1, EVER],
  [0x20000, '__GFP_HARDWALL', V2_6_18, V5_1],
  [0x20000, '__GFP_MEMALLOC', V5_1, EVER],
  [0x40000, '__GFP_THISNODE', V2_6_19, V5_1],
  [0x40000, '__GFP_COMP', V5_1, EVER],
  [0x80000, '__GFP_RECLAIMABLE', V2_6_24, V4_4],
  [0x80000, '__GFP_ATOMIC', V4_4, V5_1],
  [0x80000, '__GFP_NOMEMALLOC', V5_1, EVER],
  [0x100000, '__GFP_KMEMCG', V3_8, V3_16],
  [0x100000, '__GFP_NOACCOUNT', V4_1, V4_5],
  [0x100000, '__GFP_ACCOUNT', V4_5, V5_1],
  [0x100000, '__GFP_HARDWALL', V5_1, EVER],
  [0x200000, '__GFP_NOTRACK', V2_6_30, V4_15],
  [0x200000, '__GFP_DIRECT_RECLAIM', V4_18, V5_1],
  [0x200000, '__GFP_THISNODE', V5_1, EVER],
  [0x400000, '__GFP_NO_KSWAPD', V2_6_38, V4_4],
  [0x400000, '__GFP_DIRECT_RECLAIM', V4_4, V4_18],
  [0x400000, '__GFP_KSWAPD_RECLAIM', V4_18, V5_1],
  [0x400000, '__GFP_ACCOUNT', V5_1, EVER],
  [0x800000, '__GFP_OTHER_NODE', V2_6_38, V4_10],
  [0x800000, '__GFP_WRITE', V4_10, V4_18],
  [0x800000, '__GFP_NOLOCKDEP', V4_18, V5_14],
  [0x800000, '__GFP_ZEROTAGS', V5_14, EVER],
  [0x1000000, '__GFP_WRITE', V2_6_38, V4_10],
  [0x1000000, '__GFP_KSWAPD_RECLAIM', V4_10, V4_18],
  [0x1000000, '__GFP_SKIP_KASAN_POISON', V5_14, V5_18],
  [0x1000000, '__GFP_SKIP_ZERO', V5_18, V6_9],
  [0x2000000, '__GFP_KSWAPD_RECLAIM', V4_4, V4_10],
  [0x2000000, '__GFP_NOLOCKDEP', V4_12, V4_18],
  [0x2000000, '__GFP_NOLOCKDEP', V5_14, V5_18],
  [0x2000000, '__GFP_SKIP_KASAN_UNPOISON', V5_18, V6_4],
  [0x2000000, '__GFP_SKIP_KASAN', V6_4, V6_9],
  [0x4000000, '__GFP_SKIP_KASAN_POISON', V5_18, V6_4],
  [0x4000000, '__GFP_NOLOCKDEP', V6_4, V6_9],
  [0x8000000, '__GFP_NOLOCKDEP', V5_18, V6_4],
  // From 6.9 on the bits above 0x800000 shift with the configuration: they stay a number.
]

/** Direct reclaim and kswapd: one flag until 4.3, two since. */
const RECLAIM = ['__GFP_DIRECT_RECLAIM', '__GFP_KSWAPD_RECLAIM']
const NOIO = ['__GFP_RECLAIM']
const KERNEL = [...NOIO, '__GFP_IO', '__GFP_FS']
const USER = [...KERNEL, '__GFP_HARDWALL']
const MOVABLE = [...USER, '__GFP_HIGHMEM', '__GFP_MOVABLE']
const HUGE = [
  '__GFP_IO',
  '__GFP_FS',
  '__GFP_HARDWALL',
  '__GFP_HIGHMEM',
  '__GFP_MOVABLE',
  '__GFP_COMP',
  '__GFP_NOMEMALLOC',
  '__GFP_NOWARN',
]

/** Composite names with what they stand for, in the order in which the kernel looks for them (include/trace/events/mmflags.h). */
const COMPOSITES: readonly (readonly [name: string, flags: readonly string[], since: number, before: number])[] = [
  [
    'GFP_TRANSHUGE',
    [...MOVABLE, '__GFP_COMP', '__GFP_NOMEMALLOC', '__GFP_NORETRY', '__GFP_NOWARN', '__GFP_NO_KSWAPD'],
    V2_6_38,
    V4_4,
  ],
  ['GFP_TRANSHUGE', [...HUGE, '__GFP_DIRECT_RECLAIM', '__GFP_NORETRY'], V4_4, V4_10],
  ['GFP_TRANSHUGE', [...HUGE, '__GFP_DIRECT_RECLAIM'], V4_10, EVER],
  ['GFP_TRANSHUGE_LIGHT', HUGE, V4_10, EVER],
  ['GFP_HIGHUSER_MOVABLE', MOVABLE, V2_6_23, EVER],
  ['GFP_HIGHUSER', [...USER, '__GFP_HIGHMEM'], V2_6_18, EVER],
  ['GFP_USER', USER, V2_6_18, EVER],
  ['GFP_TEMPORARY', [...KERNEL, '__GFP_RECLAIMABLE'], V2_6_24, V4_14],
  ['GFP_KERNEL_ACCOUNT', [...KERNEL, '__GFP_ACCOUNT'], V4_5, EVER],
  ['GFP_KERNEL', KERNEL, V2_6_18, EVER],
  ['GFP_NOFS', [...NOIO, '__GFP_IO'], V2_6_18, EVER],
  ['GFP_ATOMIC', ['__GFP_HIGH'], V2_6_18, V4_4],
  ['GFP_ATOMIC', ['__GFP_HIGH', '__GFP_ATOMIC', '__GFP_KSWAPD_RECLAIM'], V4_4, V6_3],
  ['GFP_ATOMIC', ['__GFP_HIGH', '__GFP_KSWAPD_RECLAIM'], V6_3, EVER],
  ['GFP_NOIO', NOIO, V2_6_18, EVER],
  ['GFP_NOWAIT', ['__GFP_KSWAPD_RECLAIM'], V4_4, V6_8],
  ['GFP_NOWAIT', ['__GFP_KSWAPD_RECLAIM', '__GFP_NOWARN'], V6_8, EVER],
  ['GFP_DMA', ['__GFP_DMA'], V2_6_18, EVER],
  ['GFP_DMA32', ['__GFP_DMA32'], V2_6_18, EVER],
]

const inEra = (at: number, since: number, before: number) => at >= since && at < before

/** Mask of a list of flags at a release; null where one of them did not exist. */
function maskOf(flags: readonly string[], at: number): number | null {
  let mask = 0
  for (const flag of flags) {
    const wanted = flag === '__GFP_RECLAIM' ? (at < V4_4 ? ['__GFP_WAIT'] : RECLAIM) : [flag]
    for (const each of wanted) {
      const bit = BITS.find(([, name, since, before]) => name === each && inEra(at, since, before))?.[0]
      if (bit === undefined) return null
      mask += bit
    }
  }
  return mask
}

/** Releases at which something moved: between two of them all kernels agree. */
const EDGES = [...new Set([...BITS, ...COMPOSITES].flatMap(([, , since, before]) => [since, before]))].sort(
  (a, b) => a - b,
)

/** What has a name from an edge on, in the order in which the kernel looks for it. */
const layouts = new Map<number, readonly (readonly [name: string, bits: number])[]>()

function layoutOf(release: number): readonly (readonly [name: string, bits: number])[] {
  const at = EDGES.findLast((edge) => edge <= release) ?? V2_6_18
  const known = layouts.get(at)
  if (known) return known
  const composites = COMPOSITES.filter(([, , since, before]) => inEra(at, since, before)).map(
    ([name, flags]) => [name, maskOf(flags, at) ?? 0] as const,
  )
  const reclaim = at >= V4_4 ? [['__GFP_RECLAIM', maskOf(RECLAIM, at) ?? 0] as const] : []
  const single = BITS.filter(([, , since, before]) => inEra(at, since, before)).map(
    ([bit, name]) => [name, bit] as const,
  )
  const layout = [...composites, ...reclaim, ...single].filter(([, bits]) => bits !== 0)
  layouts.set(at, layout)
  return layout
}

/** Names of the flags in a mask, as the kernel of that release would print them; what has no name stays a number. */
function namesOf(mask: number, at: number): string[] {
  const names: string[] = []
  let rest = mask
  for (const [name, bits] of layoutOf(at)) {
    if ((rest & bits) !== bits) continue
    names.push(name)
    rest &= ~bits
  }
  if (rest !== 0) names.push(`0x${(rest >>> 0).toString(16)}`)
  return names
}

export interface DecodedMask {
  /** Composite names first, then single flags, then what is unknown as a number. Empty for a mask of 0. */
  readonly names: readonly string[]
  /** `release`: by the table of the kernel that printed it. `era`: by the only tables that make sense of it. */
  readonly basis: 'release' | 'era'
}

/** One release of each layout of the mask. */
const ERAS = [
  V2_6_18,
  V2_6_24,
  version(2, 6, 32),
  version(3, 10),
  V4_4,
  V4_5,
  V4_10,
  V4_15,
  V4_18,
  version(5, 10),
  version(5, 15),
  V5_18,
  V6_4,
  version(6, 12),
]

/**
 * Names what a printed number asks for. Without a release it is what all eras agree on that find a whole request in it
 * (a composite name, no unknown bit); null where none does, or where they differ.
 */
export function decodeMask(mask: number, release: string | null): DecodedMask | null {
  if (!Number.isInteger(mask) || mask < 0 || mask > 0xffffffff) return null
  const at = release === null ? null : releaseNumber(release)
  if (at !== null) return { names: namesOf(mask, at), basis: 'release' }
  const readings = ERAS.map((era) => namesOf(mask, era)).filter(
    (names) => names[0]?.startsWith('GFP_') && !names.at(-1)!.startsWith('0x'),
  )
  const [first] = readings
  if (!first || readings.some((names) => names.join() !== first.join())) return null
  return { names: first, basis: 'era' }
}

/** Single flags, `__GFP_RECLAIM` parted, of a printed or decoded list of names. */
export function expandNames(names: readonly string[], release: string | null = null): Set<string> {
  const at = (release === null ? null : releaseNumber(release)) ?? V6_9
  const flags = new Set<string>()
  for (const name of names) {
    const composite = COMPOSITES.find(([each, , since, before]) => each === name && inEra(at, since, before))
    const any = composite ?? COMPOSITES.findLast(([each]) => each === name)
    for (const flag of any?.[1] ?? [name]) {
      if (flag === '__GFP_RECLAIM' || flag === '__GFP_WAIT') for (const each of RECLAIM) flags.add(each)
      else flags.add(flag)
    }
  }
  return flags
}
