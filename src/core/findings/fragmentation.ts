import type { Moment } from '../snapshot/moment.ts'
import { recordWithId } from '../snapshot/snapshot.ts'
import { grouped, once } from '../lookup.ts'
import type { Failure } from '../allocation/failure.ts'
import { pages, toBytes, type Bytes } from '../units.ts'
import { freeIn, fragmentedBy, fragmentedLists, type Fragmented, type FragmentedZone } from './fragmented-zones.ts'
import { booksOf, gravity, kB } from './figures.ts'
import type { FindingId } from './catalogue.ts'
import { defineRule, type Case, type Evidence, type Hit, type Say } from './rule.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds.fragmentation

interface Params {
  /** A process died for it, a request failed, or the free lists alone show it. */
  readonly outcome: 'killed' | 'failed' | 'lists'
  readonly order: number
  /** The request is printed; else the order is the one measured by. */
  readonly known: boolean
  /** Bytes of a block of that order. */
  readonly block: number
  readonly who: string | null
  /** It could not wait for memory. */
  readonly atomic: boolean
  /** Free in all of them together. */
  readonly free: number
  readonly zones: readonly Omit<FragmentedZone, 'evidence'>[]
  /** The zones were read from another dump than the report. */
  readonly separate: boolean
  /** Of the first zone: with a min watermark of as much the request fails; null where min is printed. */
  readonly failsFrom: number | null
  /** Other requests of the case that failed for the same reason. */
  readonly others: readonly { readonly who: string | null; readonly order: number }[]
}

/** Who asked, as the report names it. */
function nameOf(moment: Moment, { record: id }: Failure): string | null {
  const record = recordWithId(moment, id)
  if (record?.kind === 'oom') return record.data.trigger?.name?.value ?? null
  return record?.kind === 'allocFailure' ? (record.data.comm?.value ?? null) : null
}

const outcomeOf = ({ failure }: Fragmented): Params['outcome'] =>
  failure === null ? 'lists' : failure.kind === 'oom' ? 'killed' : 'failed'

const ORDER: readonly Params['outcome'][] = ['killed', 'failed', 'lists']

/** A kill before a failure before lists alone; what is proven first, and of equals the one with more free. */
const compare = (a: Fragmented, b: Fragmented) =>
  ORDER.indexOf(outcomeOf(a)) - ORDER.indexOf(outcomeOf(b)) ||
  Number(b.proven) - Number(a.proven) ||
  freeIn(b.zones) - freeIn(a.zones)

/** RAM of a machine, wherever the case tells it. */
const ramOf = ({ moments }: Case, host: string | null): Bytes | null => ramIn(moments).get(host) ?? null

const ramIn = once((moments: Case['moments']) => {
  const ram = new Map<string | null, Bytes>()
  for (const moment of moments) {
    const [book] = ram.has(moment.host) ? [] : booksOf(moment)
    if (book) ram.set(moment.host, book.total.bytes)
  }
  return ram
})

function hitOf(theCase: Case, all: readonly Fragmented[]): Hit<Params>[] {
  const [found, ...rest] = [...all].sort(compare)
  if (!found) return []
  const { moment, order, failure, zones, proven } = found
  const outcome = outcomeOf(found)
  const ram = ramOf(theCase, moment.host)
  const free = freeIn(zones)
  const severity =
    outcome === 'killed'
      ? 'critical'
      : outcome === 'failed'
        ? 'warning'
        : // Without page blocks huge pages fall back to small ones; nothing fails.
          order > limits.order
          ? 'notice'
          : gravity(ram ? free / ram : 0, limits)
  const pageSize = failure?.pageSize ?? moment.machine.pageSize.value
  const first = failure?.zones.find(({ state }) => state.node === zones[0].node && state.zone === zones[0].zone)
  const [place, ...places] = [...zones.flatMap(({ evidence }) => evidence), ...(failure?.request?.evidence ?? [])]
  if (!place) return []
  return [
    {
      severity: severity ?? 'notice',
      confidence: proven ? 'certain' : 'likely',
      snapshot: moment.index,
      bytes: free,
      params: {
        outcome,
        order,
        known: failure?.request !== undefined && failure.request !== null,
        block: toBytes(pages(2 ** order), pageSize),
        who: failure && nameOf(moment, failure),
        atomic: failure?.request ? !failure.request.canWait : false,
        free,
        zones: zones.map(({ evidence: _, ...zone }) => zone),
        separate: failure !== null && failure.zonesFrom !== null && failure.zonesFrom !== failure.record,
        failsFrom: first?.failsFromMin == null ? null : toBytes(pages(first.failsFromMin), pageSize),
        others: rest.flatMap((each) =>
          each.failure?.request ? [{ who: nameOf(each.moment, each.failure), order: each.order }] : [],
        ),
      },
      evidence: [place, ...places] satisfies Evidence,
      arithmetic: zones.map(
        (zone) =>
          `Node ${zone.node} ${zone.zone}: ${kB(zone.free)} free, unusable_index[${order}] ${zone.unusable.toFixed(3)}, ${zone.blocks} blocks of order ≥ ${order}`,
      ),
      explains: outcome === 'killed' ? [...SYMPTOMS, ...OF_A_KILL] : SYMPTOMS,
    },
  ]
}

const SYMPTOMS: readonly FindingId[] = ['compaction', 'atomic-allocation-failure', 'slub-memcg-cache']
/** Who happened to be killed, and what filled memory, did not make the request fail. */
const OF_A_KILL: readonly FindingId[] = [
  'oom-high-order',
  'oom-anon',
  'oom-exhaustion',
  'oom-loop',
  'oom-victim-not-largest',
  'incomplete-report',
]

/** F60. Memory is free, but in pieces too small for what was asked. */
export const fragmentation = defineRule({
  id: 'fragmentation',
  reference: [
    'mm/vmstat.c (unusable_free_index)',
    'mm/page_alloc.c (__zone_watermark_ok)',
    'admin-guide/sysctl/vm.rst (compact_memory, extfrag_threshold)',
  ],
  check: (theCase): Hit<Params>[] => {
    const found = theCase.moments.flatMap((moment) => [
      ...moment.failures.flatMap((failure) => fragmentedBy(moment, failure) ?? []),
      ...[fragmentedLists(moment, ramOf(theCase, moment.host))].filter((each) => each !== null),
    ])
    const byHost = grouped(found, ({ moment }) => moment.host)
    return [...byHost.values()].flatMap((list) => hitOf(theCase, list))
  },
  collect: () => ['/proc/pagetypeinfo', '/proc/zoneinfo', '/proc/vmstat'],
  en: {
    title: ({ outcome, order, known, free }, say) =>
      outcome === 'lists'
        ? `${say.bytes(free)} are free, and next to nothing of it in blocks of order ${order} or above`
        : known
          ? `A request of order ${order} ${outcome === 'killed' ? 'led to a kill' : 'failed'} with ${say.bytes(free)} free: memory is fragmented`
          : `The kernel killed with ${say.bytes(free)} free: memory is fragmented`,
    text: (params, say) =>
      [
        asked.en(params, say),
        `Free: ${say.list(params.zones.map((zone) => shown.en(zone, params.order, say)))}.`,
        caveat.en(params, say),
      ]
        .filter((each) => each !== '')
        .join(' '),
    refute: ({ outcome }) =>
      outcome === 'lists'
        ? 'Nobody asks for large blocks: most callers above order 3 fall back to smaller ones, and nothing breaks.'
        : 'The same request fails while blocks of its order are free: then it is a watermark or a node that forbids them.',
    actions: ({ order }) => [
      {
        do: 'See whether large blocks last: `cat /proc/buddyinfo`, and what blocks them: `/proc/pagetypeinfo` (Unmovable)',
      },
      ...(order > 3
        ? [
            {
              do: 'Look at who asks: above order 3 the caller should have a fallback; a smaller MTU, ring or buffer asks for less',
            },
          ]
        : []),
      {
        do: 'Once: `echo 1 > /proc/sys/vm/compact_memory`',
        risk: 'Programs stall while their pages move: seconds, on large machines minutes.',
      },
      {
        do: 'Raise `vm.min_free_kbytes` in small steps, up to 1 % of RAM',
        risk: 'That memory is kept from programs; too much brings OOM kills.',
      },
      {
        do: 'Free caches before compaction where it finds no room: `sync; echo 3 > /proc/sys/vm/drop_caches`',
        risk: 'All that was cached is read from disk again; with many dentries the machine stalls.',
      },
    ],
  },
  zh: {
    title: ({ outcome, order, known, free }, say) =>
      outcome === 'lists'
        ? `空闲 ${say.bytes(free)}，但几乎没有 ${order} 阶及以上的块`
        : known
          ? `空闲 ${say.bytes(free)} 时 ${order} 阶（order ${order}）请求${outcome === 'killed' ? '导致杀进程' : '失败'}：内存碎片化`
          : `空闲 ${say.bytes(free)} 时内核仍杀了进程：内存碎片化`,
    text: (params, say) =>
      [
        asked.zh(params, say),
        `空闲情况：${params.zones.map((zone) => shown.zh(zone, params.order, say)).join('；')}。`,
        caveat.zh(params, say),
      ].join(''),
    refute: ({ outcome }) =>
      outcome === 'lists'
        ? '若没有人请求大块：3 阶以上的调用者大多会退而使用小块，不会出错。'
        : '若该阶的块空闲时同样的请求仍失败，则是水位或节点限制所致。',
    actions: ({ order }) => [
      { do: '观察大块能否维持：`cat /proc/buddyinfo`；以及被什么阻挡：`/proc/pagetypeinfo`（Unmovable）' },
      ...(order > 3 ? [{ do: '查看请求者：3 阶以上的调用者应有退路；减小 MTU、环或缓冲可降低请求的阶' }] : []),
      {
        do: '执行一次：`echo 1 > /proc/sys/vm/compact_memory`',
        risk: '页移动期间程序会停顿：数秒，大内存机器上可达数分钟。',
      },
      { do: '小步调高 `vm.min_free_kbytes`，至多为内存的 1 %', risk: '这部分内存程序无法使用；过高会引发 OOM。' },
      {
        do: '规整找不到空间时先释放缓存：`sync; echo 3 > /proc/sys/vm/drop_caches`',
        risk: '缓存内容都要重新读盘；dentry 很多时机器会停顿。',
      },
    ],
  },
})

type Zone = Params['zones'][number]

/** Who asked for what. */
const asked = {
  en: ({ outcome, order, known, block, who, atomic, others }: Params, say: Say): string => {
    const also =
      others.length === 0
        ? ''
        : ` Requests that failed beside it: ${say.list([...new Set(others.map((each) => `${each.who === null ? 'a request' : `\`${each.who}\``} (order ${each.order})`))])}.`
    if (outcome === 'lists') {
      return `No failed request is in the paste; measured by order ${order}, ${say.bytes(block)} in one piece: ${order > limits.order ? 'without such blocks there are no huge pages, and kswapd and khugepaged work for them in vain' : 'from there on the kernel fails a request rather than kill for it'} (noted where ${say.percent(limits.unusable)} of a zone’s free memory is in smaller blocks).`
    }
    if (!known) {
      return `The head of the report, with the order that was asked for, is lost. But single pages were to be had in plenty, so it must have been a larger block; the kernel kills for orders up to 3.${also}`
    }
    return `${who === null ? 'Somebody' : `\`${who}\``} asked for order ${order}, ${say.bytes(block)} in one piece, and could ${atomic ? 'not wait, so neither reclaim nor compaction came into question' : 'wait, so reclaim and compaction were tried first'}.${order > 3 ? ' Above order 3 the kernel gives up and reports; most callers then take smaller blocks.' : ''}${also}`
  },
  zh: ({ outcome, order, known, block, who, atomic, others }: Params, say: Say): string => {
    const also =
      others.length === 0
        ? ''
        : `另有失败的请求：${say.list([...new Set(others.map((each) => `${each.who === null ? '未知' : `\`${each.who}\``}（order ${each.order}）`))])}。`
    if (outcome === 'lists') {
      return `粘贴内容中没有失败的请求；按 ${order} 阶（连续 ${say.bytes(block)}）衡量：${order > limits.order ? '没有这样的块就没有大页，kswapd 与 khugepaged 徒劳无功' : '从该阶起内核宁可让请求失败也不杀进程'}（某 zone 的空闲内存有 ${say.percent(limits.unusable)} 处于更小的块中时提示）。`
    }
    if (!known)
      return `报告的首行已丢失，不知请求的阶。但单页充足，请求的必然是更大的块；内核只会为 3 阶及以下的请求杀进程。${also}`
    return `${who === null ? '某任务' : `\`${who}\``} 请求 ${order} 阶（order ${order}），即连续 ${say.bytes(block)}，${atomic ? '且不能等待，因此无法先回收或规整' : '可以等待，因此已先尝试回收与规整'}。${order > 3 ? '超过 3 阶时内核放弃并报告，多数调用者随后改用小块。' : ''}${also}`
  },
}

/** What one zone has. */
const shown = {
  en: ({ node, zone, free, largest, unusable, blocks }: Zone, order: number, say: Say): string =>
    `node ${node} ${zone} ${say.bytes(free)}, ${
      largest === 0
        ? 'all of it in single pages (order 0)'
        : blocks === 0
          ? `none of it in blocks above order ${largest}`
          : `${say.percent(unusable)} of it in blocks below order ${order}, with room for ${say.count(blocks)} of that order`
    }`,
  zh: ({ node, zone, free, largest, unusable, blocks }: Zone, order: number, say: Say): string =>
    `node ${node} ${zone} ${say.bytes(free)}，${
      largest === 0
        ? '全部是单页（order 0）'
        : blocks === 0
          ? `没有大于 ${largest} 阶的块`
          : `其中 ${say.percent(unusable)} 处于 ${order} 阶以下的块，只够 ${say.count(blocks)} 个该阶的块`
    }`,
}

/** What the paste leaves open. */
const caveat = {
  en: ({ separate, failsFrom }: Params, say: Say): string =>
    [
      separate
        ? 'The report does not print its zones: these are of the table nearest to it in the paste, which was taken at another moment.'
        : '',
      failsFrom === null
        ? ''
        : `The min watermark is not printed; by the kernel’s rule the request fails here where min is ${say.bytes(failsFrom)} or more.`,
    ]
      .filter((each) => each !== '')
      .join(' '),
  zh: ({ separate, failsFrom }: Params, say: Say): string =>
    [
      separate ? '报告没有打印 zone：此处取自粘贴内容中离它最近的表，采集时刻不同。' : '',
      failsFrom === null ? '' : `min 水位没有打印；按内核规则，min 不小于 ${say.bytes(failsFrom)} 时该请求在此失败。`,
    ].join(''),
}
