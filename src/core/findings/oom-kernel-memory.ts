import type { Oom } from '../formats/oom/oom.ts'
import type { AccountId } from '../ledger/account.ts'
import type { Span } from '../text/source.ts'
import { bytes, type Bytes } from '../units.ts'
import { globalKills, killHits } from './kills.ts'
import type { Told } from './failures.ts'
import { kB } from './figures.ts'
import { isExhausted } from './reach.ts'
import { accountOf, composition, placesOf, shareOf } from './report-book.ts'
import { killWords } from './kill-words.ts'
import { defineRule } from './rule.ts'
import { collectFor, suspected, suspectsOf, type Suspect } from './suspects.ts'
import { thresholds } from './thresholds.ts'

const { account: noted, hugetlb: pool, together, listed: listedFrom } = thresholds['oom-kernel-memory']

type Holder =
  | 'slab-unreclaimable'
  | 'page-tables'
  | 'secondary-page-tables'
  | 'kernel-stacks'
  | 'vmalloc'
  | 'percpu'
  | 'bounce'
  | 'zram'
  | 'zswap'
  | 'network-buffers'
  | 'hugetlb'
  | 'unaccounted'

/** What the kernel holds and can't give back, in words inside a sentence. */
const holders: Readonly<Record<'en' | 'zh', Readonly<Record<Holder, string>>>> = {
  en: {
    'slab-unreclaimable': 'unreclaimable slab',
    'page-tables': 'page tables',
    'secondary-page-tables': 'page tables of guests',
    'kernel-stacks': 'kernel stacks',
    vmalloc: 'vmalloc areas',
    percpu: 'per-CPU data',
    bounce: 'bounce buffers',
    zram: 'compressed swap (zram)',
    zswap: 'compressed swap (zswap)',
    'network-buffers': 'network buffers',
    hugetlb: 'reserved huge pages',
    unaccounted: 'in no counter of the report',
  },
  zh: {
    'slab-unreclaimable': '不可回收 slab',
    'page-tables': '页表',
    'secondary-page-tables': '虚拟机页表',
    'kernel-stacks': '内核栈',
    vmalloc: 'vmalloc 区',
    percpu: 'per-CPU 数据',
    bounce: 'bounce 缓冲',
    zram: '压缩交换（zram）',
    zswap: '压缩交换（zswap）',
    'network-buffers': '网络缓冲',
    hugetlb: '预留大页',
    unaccounted: '报告中没有计数的内存',
  },
}

interface Params {
  /** `share` of RAM; null where only the table of caches is left. */
  readonly largest: { readonly id: Holder; readonly size: Bytes; readonly share: number | null }
  readonly anon: number
  readonly named: readonly { readonly name: string; readonly size: number }[]
  readonly suspects: readonly Pick<Suspect, 'kind' | 'names'>[]
  readonly listed: readonly { readonly id: Holder; readonly share: number }[]
}

const isHolder = (id: AccountId): id is Exclude<Holder, 'unaccounted'> => Object.hasOwn(holders.en, id)

/** F55. The processes are small, and RAM is full all the same: slab, page tables, huge pages, or what no counter shows. */
export const oomKernelMemory = defineRule({
  id: 'oom-kernel-memory',
  reference: ['mm/slab_common.c, dump_unreclaimable_slab', 'mm/page_owner.rst', 'mm/allocation-profiling.rst'],
  explains: [
    'oom-exhaustion',
    'memory-exhausted',
    'unaccounted-memory',
    'oom-loop',
    'oom-victim-not-largest',
    'lowmem-reserve',
    'processes-do-not-explain',
  ],
  check: (theCase) =>
    killHits<Params>(globalKills(theCase), ({ moment, failure, data }) => {
      const { ledger } = failure
      if (data.slabs.length > 0 && !accountOf(failure, 'slab-unreclaimable')) return fromTable(data)
      if (!ledger || isExhausted(failure) === false) return null
      const held: { id: Holder; size: Bytes }[] = [
        ...ledger.accounts.flatMap(({ id, bytes: size }) => (isHolder(id) ? [{ id, size }] : [])),
        ...(ledger.residual.verdict === 'unaccounted' && isWhole(data) && isExhausted(failure) === true
          ? [{ id: 'unaccounted' as const, size: ledger.residual.bytes }]
          : []),
      ].sort((a, b) => b.size - a.size)
      // A pool of huge pages is a setting, and most often the processes use it.
      const sum = bytes(held.reduce((total, { id, size }) => total + (id === 'hugetlb' ? 0 : size), 0))
      const anon = accountOf(failure, 'anon')?.bytes ?? 0
      const largest = held[0]
      const isLarge = held.some(({ id, size }) => shareOf(failure, size) >= (id === 'hugetlb' ? pool : noted))
      if (!largest || (!isLarge && !(shareOf(failure, sum) >= together && sum > anon))) return null
      const listed = held
        .filter(({ size }, index) => index === 0 || size >= ledger.total.bytes * listedFrom)
        .slice(0, 3)
      const named = namedIn(data, largest)
      const suspects = largest.id === 'unaccounted' ? suspectsOf(moment) : []
      return {
        bytes: isLarge ? largest.size : sum,
        params: {
          largest: { id: largest.id, size: largest.size, share: shareOf(failure, largest.size) },
          anon: shareOf(failure, bytes(anon)),
          named: named.map(({ name, size }) => ({ name, size })),
          suspects: suspects.map(({ kind, names }) => ({ kind, names })),
          listed: listed.map(({ id, size }) => ({ id, share: shareOf(failure, size) })),
        },
        places: [
          ...placesOf(failure, ...held.flatMap(({ id }) => (id === 'unaccounted' ? [] : [id])), 'free'),
          ...named.map(({ span }) => span),
          ...suspects.flatMap(({ evidence }) => evidence),
        ],
        arithmetic: composition(failure),
      }
    }),
  collect: ({ largest, suspects }) =>
    largest.id === 'unaccounted'
      ? [
          '/proc/meminfo',
          '/proc/vmallocinfo',
          '/proc/allocinfo',
          '/proc/net/sockstat',
          'lsmod',
          ...collectFor(suspects),
        ]
      : ['/proc/slabinfo', '/proc/meminfo', '/proc/vmallocinfo'],
  en: {
    title: ({ largest }, say) =>
      largest.share === null
        ? `Out of memory: unreclaimable slab, ${say.bytes(largest.size)} of it listed, outweighs all processes and the page cache`
        : `Out of memory: ${say.bytes(largest.size)}, ${say.percent(largest.share)} of RAM, are ${holders.en[largest.id]}`,
    text: ({ largest, listed, named, suspects, anon, kill }, say) =>
      largest.share === null
        ? `The state of memory is missing, but the kernel prints the table \`Unreclaimable slab info\` only where such slab holds more pages than all of anonymous memory and page cache. Most of it: ${say.list(named.map((each) => `\`${each.name}\` ${say.bytes(each.size)}`))}. Killing processes does not bring it back. ${killWords.en(kill, say)}`
        : `${anon > largest.share ? 'Beside the processes the kernel’s side weighs' : 'The processes did not fill RAM; the kernel’s side did'}: ${say.list(listed.map(({ id, share }) => `${holders.en[id]} **${say.percent(share)}**`))} (noted from ${say.percent(largest.id === 'hugetlb' ? pool : noted)}). ${named.length > 0 ? `Most of it: ${say.list(named.map((each) => `\`${each.name}\` ${say.bytes(each.size)}`))}. ` : ''}Killing processes does not bring it back. ${
            largest.id === 'unaccounted'
              ? 'Pages that a driver, a socket, a pipe, a RAM disk, zram or a balloon took straight from the page allocator are counted nowhere in the report. ' +
                (suspects.length > 0 ? `Suspects: ${suspected(suspects, 'en', say)}. ` : '')
              : ''
          }${killWords.en(kill, say)}`,
    refute: ({ largest }) =>
      largest.id === 'unaccounted'
        ? 'A source that names the bytes (a balloon, zram, ZFS, sockets): then that one is the cause, and it is no leak.'
        : 'A process whose end gives the memory back: then it is that process that keeps the kernel busy (mappings, files, sockets).',
    actions: ({ largest }) => [
      {
        do:
          largest.id === 'slab-unreclaimable'
            ? 'Name the cache: `slabtop -o -s c`, twice, and the table `Unreclaimable slab info` of the report'
            : largest.id === 'page-tables'
              ? 'Name the owner: `grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail`'
              : largest.id === 'hugetlb'
                ? 'Compare `HugePages_Free` with `HugePages_Rsvd`: what is neither used nor promised can be given back'
                : 'On the running machine, before the next restart: `/proc/meminfo`, `/proc/vmallocinfo`, `/proc/allocinfo`, `lsmod`',
      },
      {
        do: 'Stop the feature or unload the driver that holds it, and see whether the memory returns',
        risk: 'What depends on it stops too.',
      },
      {
        do: 'Update the kernel or the driver; `page_owner=on` or allocation profiling names the caller after a reboot',
        risk: 'Costs about 0.5 % of RAM and some speed.',
      },
    ],
  },
  zh: {
    title: ({ largest }, say) =>
      largest.share === null
        ? `内存不足：不可回收 slab（列出的有 ${say.bytes(largest.size)}）超过了所有进程与页缓存之和`
        : `内存不足：${holders.zh[largest.id]}有 ${say.bytes(largest.size)}，占内存的 ${say.percent(largest.share)}`,
    text: ({ largest, listed, named, suspects, anon, kill }, say) =>
      largest.share === null
        ? `报告缺少内存状态，但内核只在不可回收 slab 的页数超过匿名页与页缓存之和时才打印 \`Unreclaimable slab info\` 表。其中最大的是 ${say.list(named.map((each) => `\`${each.name}\` ${say.bytes(each.size)}`))}。杀进程并不能释放它。${killWords.zh(kill, say)}`
        : `${anon > largest.share ? '除进程外，内核一侧也很可观' : '占满内存的不是进程，而是内核一侧'}：${say.list(listed.map(({ id, share }) => `${holders.zh[id]} **${say.percent(share)}**`))}（${say.percent(largest.id === 'hugetlb' ? pool : noted)} 起提示）。${named.length > 0 ? `其中最大的是 ${say.list(named.map((each) => `\`${each.name}\` ${say.bytes(each.size)}`))}。` : ''}杀进程并不能释放它。${
            largest.id === 'unaccounted'
              ? '驱动、套接字、管道、内存盘、zram 或气球直接从页分配器取走的页，在报告中没有任何计数。' +
                (suspects.length > 0 ? `嫌疑：${suspected(suspects, 'zh', say)}。` : '')
              : ''
          }${killWords.zh(kill, say)}`,
    refute: ({ largest }) =>
      largest.id === 'unaccounted'
        ? '若有来源能说明这些字节（气球、zram、ZFS、套接字），则原因在它，且并非泄漏。'
        : '若某进程退出后内存随之释放，则是该进程（映射、文件、套接字）使内核占用内存。',
    actions: ({ largest }) => [
      {
        do:
          largest.id === 'slab-unreclaimable'
            ? '确定是哪个 cache：两次 `slabtop -o -s c`，以及报告中的 `Unreclaimable slab info` 表'
            : largest.id === 'page-tables'
              ? '找出所有者：`grep -H VmPTE /proc/[0-9]*/status | sort -k2 -n | tail`'
              : largest.id === 'hugetlb'
                ? '比较 `HugePages_Free` 与 `HugePages_Rsvd`：既未使用也未承诺的部分可以归还'
                : '在下次重启前于运行中的机器上收集：`/proc/meminfo`、`/proc/vmallocinfo`、`/proc/allocinfo`、`lsmod`',
      },
      { do: '停用占用它的功能或卸载驱动，看内存是否释放', risk: '依赖它的服务也会停止。' },
      {
        do: '升级内核或驱动；重启后用 `page_owner=on` 或内存分配剖析可得到调用者',
        risk: '约占 0.5 % 内存，并略降性能。',
      },
    ],
  },
})

/** What the table of caches alone tells (mm/oom_kill.c, should_dump_unreclaim_slab). */
function fromTable(data: Oom): Told<Params> | null {
  const size = bytes(data.slabs.reduce((sum, { total }) => sum + total, 0))
  const named = namedIn(data, { id: 'slab-unreclaimable', size })
  if (named.length === 0) return null
  return {
    bytes: size,
    params: {
      largest: { id: 'slab-unreclaimable', size, share: null },
      anon: 0,
      named: named.map((each) => ({ name: each.name, size: each.size })),
      suspects: [],
      listed: [],
    },
    places: named.map(({ span }) => span),
    arithmetic: [`Σ Total ${kB(size)}: NR_SLAB_UNRECLAIMABLE > active + inactive + isolated + unevictable`],
  }
}

/** What the report names inside of the largest account, where it matters: caches, processes, call sites. */
function namedIn(
  { slabs, tasks, allocations }: Oom,
  { id, size: whole }: { id: Holder; size: number },
): { name: string; size: number; span: Span }[] {
  const rows =
    id === 'slab-unreclaimable'
      ? slabs.map(({ name, total, span }) => ({ name, size: total, span }))
      : id === 'page-tables'
        ? (tasks?.rows ?? []).map(({ name, pageTables, span }) => ({ name, size: pageTables ?? 0, span }))
        : id === 'unaccounted'
          ? allocations.map(({ file, func, module, size, span }) => ({
              name: [module?.value, func?.value ?? file.value].filter((word) => word !== undefined).join(' '),
              size: size?.value ?? 0,
              span,
            }))
          : []
  return rows
    .filter(({ size }) => size >= whole * listedFrom)
    .sort((a, b) => b.size - a.size)
    .slice(0, 3)
}

/** With a counter lost, what it counted would look like memory in no counter. */
const isWhole = ({ mem, nodes, zones }: Oom): boolean =>
  WHOLE.every((key) => mem.has(key)) && nodes.length + zones.length > 0
const WHOLE = [
  'active_anon',
  'inactive_anon',
  'active_file',
  'inactive_file',
  'unevictable',
  'slab_reclaimable',
  'slab_unreclaimable',
  'pagetables',
  'shmem',
  'free',
]
