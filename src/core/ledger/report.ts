import type { MemInfo } from '../formats/kernel-log/report.ts'
import type { Task } from '../formats/kernel-log/tasks.ts'
import type { ReportedZone } from '../formats/kernel-log/zones.ts'
import type { Figure } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import type { Account, Amount, Ledger, Piece } from './account.ts'
import { account, balance } from './balance.ts'
import { callSites } from './call-sites.ts'
import { accountsFrom, pick, spans, sumOf, total, type Entry, type Fields } from './entries.ts'
import { SHARE, split } from './splits.ts'

/** The machine's totals in a report (mm/show_mem.c, show_free_areas). mapped, dirty, writeback and *_thp lie inside these. */
const TOTALS: readonly Entry[] = [
  { id: 'free', fields: ['free'], parts: [['free', 'free_cma']] },
  { id: 'per-cpu-free', fields: ['free_pcp'] },
  { id: 'file-cache', fields: ['active_file', 'inactive_file', 'isolated_file'] },
  { id: 'shmem', fields: ['shmem'] },
  { id: 'slab-reclaimable', fields: ['slab_reclaimable'] },
  { id: 'slab-unreclaimable', fields: ['slab_unreclaimable'] },
  // Up to 2.6.27 one figure each: no kinds of slab, no kinds of pages.
  { id: 'slab-unreclaimable', name: 'slab', fields: ['slab'] },
  { id: 'other-known', name: 'active + inactive', fields: ['Active', 'active', 'inactive'] },
  { id: 'kernel-misc-reclaimable', fields: ['kernel_misc_reclaimable'] },
  { id: 'page-tables', fields: ['pagetables'] },
  { id: 'secondary-page-tables', fields: ['sec_pagetables'] },
  { id: 'bounce', fields: ['bounce'], rare: true },
]

/** What only the lines of nodes or zones print, and there adds up. */
const SUMS: readonly Entry[] = [
  { id: 'kernel-stacks', fields: ['kernel_stack'] },
  // zsmalloc holds what zram and zswap have compressed; printed since 6.19.
  { id: 'zram', name: 'zspages', fields: ['zspages'], rare: true },
  { id: 'other-known', name: 'writeback_tmp', fields: ['writeback_tmp'], rare: true },
]

/** The machine's book at the moment of a kernel log report; null where the report has no totals. */
export function reportLedger(info: MemInfo, record: string, tasks: readonly Task[] = []): Ledger | null {
  const managed = managedOf(info)
  if (managed === null || !Number.isSafeInteger(managed.bytes) || info.mem.size === 0) return null
  const reserved = info.pages.get('reserved')
  const page = info.pageSize.bytes
  const sums = sumsOf(info)
  return balance({
    scope: { kind: 'report', record },
    basis: record,
    total: managed,
    accounts: [
      ...anonymous(info.mem),
      ...accountsFrom(TOTALS, info.mem, undefined),
      ...accountsFrom(SUMS, sums, undefined),
      ...hugetlb(info),
    ].map((each) => withSplit(each, info, record, tasks)),
    explained: callSites(
      info.allocations.flatMap(({ size, calls, file, func }) =>
        size && calls
          ? [{ size: size.value, calls: calls.value, site: file.value, function: func?.value ?? '', span: size.span }]
          : [],
      ),
      managed.bytes,
      page,
    ),
    above: reserved ? [account('other-known', reserved.value * page, [reserved.span], { name: 'pages reserved' })] : [],
  })
}

/** The caches that the report lists, and since 6.8 what each process has of the anonymous pages. */
function withSplit(each: Account, { slabs }: MemInfo, record: string, tasks: readonly Task[]): Account {
  const rows: Piece[] =
    each.id === 'slab-unreclaimable'
      ? slabs.map(({ name, total: size, span }) => ({ name, size, evidence: [span] }))
      : each.id === 'anon'
        ? tasks.flatMap(({ name, pid, rssAnon, span }) =>
            // Most rows of a long table are too small to be shown.
            rssAnon === undefined || rssAnon < each.bytes * SHARE
              ? []
              : [{ name: `${name} ${pid}`, size: rssAnon, evidence: [span] }],
          )
        : []
  const splits = split(each, each.id === 'anon' ? 'process' : 'cache', record, rows)
  return splits.length === 0 ? each : { ...each, splits }
}

/** What the page allocator has: RAM less what was reserved at boot; of a report that lost these lines, what its zones have. */
function managedOf({ pages, zones, pageSize: { bytes: page } }: MemInfo): Amount | null {
  const [ram, reserved] = [pages.get('ram'), pages.get('reserved')]
  if (ram && reserved) {
    return {
      bytes: bytes((ram.value - reserved.value) * page),
      known: true,
      formula: 'pages RAM − pages reserved',
      evidence: [ram.span, reserved.span],
    }
  }
  if (zones.some((zone, index) => isLastButKeepsBack(zone, zones.slice(index + 1)))) return null
  for (const key of ['managed', 'present']) {
    const figures = zones.flatMap(({ fields }) => fields.get(key) ?? [])
    if (figures.length === 0 || figures.length < zones.length) continue
    const sum = figures.reduce((all, { value }) => all + value, 0)
    return { bytes: bytes(sum), known: false, formula: `Σ ${key}`, evidence: figures.map(({ span }) => span) }
  }
  return null
}

/** A zone keeps pages back from requests for a higher one: there is one, and its line is lost. */
const isLastButKeepsBack = ({ node, lowmemReserve }: ReportedZone, below: readonly ReportedZone[]): boolean =>
  Math.max(...(lowmemReserve ?? [1])) > 0 && !below.some((zone) => zone.node === node)

/**
 * Anonymous pages and locked ones. The anonymous lists hold shared memory too, and locked shared memory is on the list of
 * what can't be evicted; so shmem is taken out of the one and, where it is larger, out of the other.
 */
function anonymous(mem: Fields): Account[] {
  const lists = pick(mem, ['active_anon', 'inactive_anon', 'isolated_anon'])
  if (lists.length === 0) return []
  const shmem = pick(mem, ['shmem'])
  const evidence = spans([...lists, ...shmem])
  const [[, unevictable] = []] = pick(mem, ['unevictable'])
  const beyond = Math.max(0, total(shmem) - total(lists))
  return [
    account('anon', Math.max(0, total(lists) - total(shmem)), evidence, {
      basis: 'derived',
      formula: [sumOf(lists), ...shmem.map(([key]) => key)].join(' − '),
    }),
    ...(unevictable && unevictable.value > 0
      ? [account('other-known', Math.max(0, unevictable.value - beyond), [unevictable.span], { name: 'unevictable' })]
      : []),
  ]
}

/** Counters of the nodes' lines added up; of the zones' lines where the nodes print none. */
function sumsOf({ nodes, zones }: MemInfo): Fields {
  const sums = new Map<string, Figure>()
  for (const key of SUMS.flatMap(({ fields }) => fields)) {
    const ofNodes = nodes.flatMap(({ fields }) => fields.get(key) ?? [])
    const figures = ofNodes.length > 0 ? ofNodes : zones.flatMap(({ fields }) => fields.get(key) ?? [])
    const [first] = figures
    if (first) sums.set(key, { value: figures.reduce((all, { value }) => all + value, 0), span: first.span })
  }
  return sums
}

function hugetlb({ hugepages }: MemInfo): Account[] {
  const rows = hugepages.flatMap(({ total: count, size, free, node }): Account[] =>
    count && size && count.value > 0 && Number.isSafeInteger(count.value * size.value)
      ? [
          account('hugetlb', count.value * size.value, [count.span], {
            name: `${node === undefined ? '' : `node ${node}, `}${size.value / 1024} kB`,
            basis: 'derived',
            formula: 'hugepages_total × hugepages_size',
            parts:
              free && free.value > 0
                ? [account('hugetlb', free.value * size.value, [free.span], { name: 'free' })]
                : [],
          }),
        ]
      : [],
  )
  if (rows.length === 0) return []
  const sum: Bytes = bytes(rows.reduce((all, row) => all + row.bytes, 0))
  return [
    account(
      'hugetlb',
      sum,
      rows.flatMap(({ evidence }) => evidence),
      { basis: 'derived', formula: 'Σ hugepages_total × hugepages_size', parts: rows },
    ),
  ]
}
