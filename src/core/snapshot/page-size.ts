import type { Figure, Span } from '../text/source.ts'
import { bytes, KIB, type Bytes } from '../units.ts'
import type { Known } from './known.ts'

const SIZES = [64 * KIB, 16 * KIB, 4 * KIB] as const

/** Fields of /proc/meminfo that are whole pages on every kernel, whatever their size. */
const WHOLE_PAGES = [
  'MemFree',
  'Cached',
  'Active(anon)',
  'Inactive(anon)',
  'Active(file)',
  'Inactive(file)',
  'AnonPages',
  'Mapped',
  'Shmem',
  'SReclaimable',
  'SUnreclaim',
  'PageTables',
]

/**
 * The page size that a /proc/meminfo shows. Only ppc64 maps its memory both with 4 KiB and 64 KiB entries, so DirectMap4k
 * alone means pages of 4 KiB (arch_report_meminfo). Else it is the largest size that divides every counter: by chance
 * eight counts of 4 KiB pages are all divisible by four once in 65 536 machines; with fewer it says nothing.
 */
export function pageSizeOfFields(fields: ReadonlyMap<string, Figure<Bytes>>): Known<Bytes> | null {
  const direct = fields.get('DirectMap4k')
  if (direct && !fields.has('DirectMap64k')) return read(4 * KIB, [direct.span])
  const figures = WHOLE_PAGES.flatMap((key) => fields.get(key) ?? []).filter(({ value }) => value > 0)
  if (figures.length < 8) return null
  const size = SIZES.find((each) => figures.every(({ value }) => value % each === 0))
  return size === undefined
    ? null
    : read(
        size,
        figures.slice(0, 3).map(({ span }) => span),
      )
}

/**
 * Orders that a zone has, NR_PAGE_ORDERS: 14 with the 64 KiB pages of arm64, 9 with those of ppc64, 12 with the 16 KiB
 * pages of arm64; 11 is the default of all others (arch Kconfig, ARCH_FORCE_MAX_ORDER).
 */
const ORDERS: Readonly<Record<number, number>> = { 9: 64 * KIB, 11: 4 * KIB, 12: 16 * KIB, 13: 4 * KIB, 14: 64 * KIB }

export function pageSizeOfOrders(orders: number, span: Span): Known<Bytes> | null {
  const size = ORDERS[orders]
  return size === undefined ? null : read(size, [span])
}

/** Architectures with one page size; arm64, ppc64 and mips can be built with several. */
const ARCHITECTURES: ReadonlySet<string> = new Set([
  'x86_64',
  'i386',
  'i486',
  'i586',
  'i686',
  's390x',
  'riscv64',
  'armv7l',
])

export const hasOnePageSize = (architecture: string): boolean => ARCHITECTURES.has(architecture)

const read = (size: number, evidence: readonly Span[]): Known<Bytes> => ({
  value: bytes(size),
  basis: 'read',
  evidence,
})
