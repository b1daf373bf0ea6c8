import { fragmentationIndex } from '../allocation/free-lists.ts'
import type { Moment } from '../snapshot/moment.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import type { Span } from '../text/source.ts'
import { fragmentedBy, fragmentedLists, type Fragmented } from './fragmented-zones.ts'
import { booksOf } from './figures.ts'
import { evidence } from './failures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { index: threshold, failed: failing, attempts, unmovable: stuck } = thresholds.compaction

/** F61. Whether compaction can make the block that is missing. */
export const compaction = defineRule({
  id: 'compaction',
  reference: [
    'admin-guide/sysctl/vm.rst (extfrag_threshold, compact_memory)',
    'mm/vmstat.c, __fragmentation_index',
    'mm/compaction.c, compaction_suitable',
  ],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const found = [
        ...moment.failures.flatMap((failure) => fragmentedBy(moment, failure) ?? []),
        ...[fragmentedLists(moment, booksOf(moment)[0]?.total.bytes ?? null)].filter((each) => each !== null),
      ]
      const [worst] = found.flatMap((each) => indexOf(each) ?? []).sort((a, b) => b.index - a.index)
      if (!worst || worst.index < 0) return []
      const tries = triesOf(moment)
      const blocks = blocksOf(moment, worst.zone)
      const isStuck =
        (blocks?.share ?? 0) > stuck || (tries !== null && tries.share > failing && tries.count >= attempts)
      const places = evidence(...worst.spans, ...(tries?.spans ?? []), blocks?.span)
      if (!places) return []
      return [
        {
          severity: 'notice' as const,
          confidence: isStuck || worst.index <= threshold ? ('certain' as const) : ('likely' as const),
          snapshot: moment.index,
          bytes: null,
          params: {
            order: worst.order,
            zone: worst.zone,
            index: worst.index,
            what:
              worst.index <= threshold ? ('reclaim' as const) : isStuck ? ('stuck' as const) : ('candidate' as const),
            failed: tries && tries.count >= attempts ? tries.share : null,
            unmovable: blocks?.share ?? null,
          },
          evidence: places,
          arithmetic: [
            `${worst.zone}: extfrag_index[${worst.order}] ${worst.index.toFixed(3)} ${worst.index <= threshold ? '≤' : '>'} vm.extfrag_threshold ${threshold.toFixed(3)}`,
            ...(tries
              ? [
                  `compact_fail ${tries.failed} / (compact_fail + compact_success) ${tries.count} = ${(tries.share * 100).toFixed(1)} %`,
                ]
              : []),
            ...(blocks ? [`Unmovable ${blocks.unmovable} of ${blocks.all} page blocks`] : []),
          ],
        },
      ]
    }),
  collect: () => ['/proc/pagetypeinfo', '/proc/buddyinfo', '/proc/vmstat'],
  en: {
    title: ({ what, zone, order }) =>
      ({
        reclaim: `For order ${order} the kernel reclaims in ${zone} rather than compacts`,
        stuck: `Compaction can't make order ${order} in ${zone}: pages that do not move lie between`,
        candidate: `Compaction may make blocks of order ${order} in ${zone}`,
      })[what],
    text: ({ index, what, failed, unmovable }, say) =>
      `The kernel's fragmentation index is **${index.toFixed(3)}**: near 0 memory is short, near 1 it is in pieces, and it compacts for large orders above ${threshold.toFixed(1)} (\`vm.extfrag_threshold\`). ${
        {
          reclaim: 'At or below it takes the matter for want of memory, and does not try.',
          stuck: `${unmovable === null ? '' : `${say.percent(unmovable)} of the page blocks are Unmovable (noted from ${say.percent(stuck)}). `}${failed === null ? '' : `Of its attempts ${say.percent(failed)} failed (noted from ${say.percent(failing)}). `}Only pages of processes and caches move; slab, page tables, kernel stacks and driver pages stay where they are.`,
          candidate: 'It has not been shown that pages which do not move stand in the way.',
        }[what]
      }`,
    refute: () =>
      'The same index after `echo 1 > /proc/sys/vm/compact_memory`: then compaction does not help, whatever it says here.',
    actions: ({ what }) => [
      what === 'reclaim'
        ? { do: 'Free memory first: see what is largest in the ledger' }
        : {
            do: 'Once, and look at `/proc/buddyinfo` before and after: `echo 1 > /proc/sys/vm/compact_memory`',
            risk: 'Seconds of CPU, and latency for all who allocate meanwhile.',
          },
      ...(what === 'stuck'
        ? [{ do: 'Find who holds the Unmovable blocks: `slabtop -o -s c`, drivers, `page_owner=on` after a reboot' }]
        : []),
      { do: 'Let it work ahead: `vm.compaction_proactiveness` (5.9 and later)', risk: 'Some CPU all the time.' },
    ],
  },
  zh: {
    title: ({ what, zone, order }) =>
      ({
        reclaim: `对 order ${order}，内核在 ${zone} 回收而不规整`,
        stuck: `规整无法在 ${zone} 中形成 order ${order}：其间有不可移动的页`,
        candidate: `规整有可能在 ${zone} 中形成 order ${order} 的块`,
      })[what],
    text: ({ index, what, failed, unmovable }, say) =>
      `内核的碎片指数为 **${index.toFixed(3)}**：接近 0 是缺内存，接近 1 是碎片化；对高阶请求，超过 ${threshold.toFixed(1)}（\`vm.extfrag_threshold\`）才会规整。${
        {
          reclaim: '不超过该值时，内核视为缺内存，不会尝试规整。',
          stuck: `${unmovable === null ? '' : `${say.percent(unmovable)} 的 page block 为 Unmovable（${say.percent(stuck)} 起提示）。`}${failed === null ? '' : `规整尝试中有 ${say.percent(failed)} 失败（${say.percent(failing)} 起提示）。`}只有进程和缓存的页可以移动；slab、页表、内核栈和驱动页都留在原处。`,
          candidate: '目前没有证据表明有不可移动的页挡路。',
        }[what]
      }`,
    refute: () => '若执行 `echo 1 > /proc/sys/vm/compact_memory` 后指数不变，则规整并无帮助。',
    actions: ({ what }) => [
      what === 'reclaim'
        ? { do: '先释放内存：查看账目中最大的部分' }
        : {
            do: '执行一次 `echo 1 > /proc/sys/vm/compact_memory`，并比较前后的 `/proc/buddyinfo`',
            risk: '耗费数秒 CPU，期间所有分配者延迟增加。',
          },
      ...(what === 'stuck'
        ? [{ do: '查明谁占着 Unmovable block：`slabtop -o -s c`、驱动，重启后用 `page_owner=on`' }]
        : []),
      { do: '让它提前工作：`vm.compaction_proactiveness`（5.9 及以后）', risk: '持续占用少量 CPU。' },
    ],
  },
})

interface Index {
  readonly order: number
  /** `Node 0 DMA32` */
  readonly zone: string
  /** -1 where a block is there. */
  readonly index: number
  readonly spans: readonly Span[]
}

/** The index of the zone with most free memory, at the order of the request. */
function indexOf({ moment, order, failure, zones: [worst] }: Fragmented): Index | null {
  const isIt = ({ node, zone }: { node: number; zone: string }) => node === worst.node && zone === worst.zone
  const orders = failure ? failure.zones.find(({ state }) => isIt(state))?.state.orders : moment.zones.find(isIt)?.free
  if (!orders) return null
  return {
    order,
    zone: `Node ${worst.node} ${worst.zone}`,
    index: fragmentationIndex(orders, order),
    spans: worst.evidence,
  }
}

/** How often compaction was tried since boot, and failed. */
function triesOf(moment: Moment) {
  const fields = dataOf(moment, 'vmstat')?.fields
  const [failed, succeeded] = [fields?.get('compact_fail'), fields?.get('compact_success')]
  const count = (failed?.value ?? 0) + (succeeded?.value ?? 0)
  if (!failed || !succeeded || count === 0) return null
  return { failed: failed.value, count, share: failed.value / count, spans: [failed.span, succeeded.span] }
}

/** Page blocks of a zone that hold what can't be moved. */
function blocksOf(moment: Moment, zone: string) {
  const row = dataOf(moment, 'pagetypeinfo')?.blocks.find((each) => `Node ${each.node} ${each.zone}` === zone)
  const all = [...(row?.fields.values() ?? [])].reduce((sum, count) => sum + count, 0)
  const unmovable = row?.fields.get('Unmovable')
  return row && unmovable !== undefined && all > 0 ? { unmovable, all, share: unmovable / all, span: row.span } : null
}
