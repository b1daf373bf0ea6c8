import { arithmeticOf } from '../allocation/arithmetic.ts'
import { fragmentationIndex } from '../allocation/free-lists.ts'
import { globalKills, killHits } from './kills.ts'
import { eligible, isExhausted, sumOf } from './reach.ts'
import { placesOf } from './report-book.ts'
import { killWords } from './kill-words.ts'
import { defineRule } from './rule.ts'

/** F86. A process died for the want of a few pages in a row, with single pages free. */
export const oomHighOrder = defineRule({
  id: 'oom-high-order',
  reference: [
    'mm/page_alloc.c, should_compact_retry',
    'include/linux/mmzone.h, PAGE_ALLOC_COSTLY_ORDER',
    'mm/page_allocation.rst',
  ],
  explains: ['oom-loop', 'oom-victim-not-largest', 'memory-exhausted', 'fragmentation', 'compaction'],
  check: (theCase) =>
    killHits(globalKills(theCase), ({ failure, data }) => {
      const { request } = failure
      if (!request || request.order < 1 || request.costly || isExhausted(failure) === true) return null
      const zones = eligible(failure)
      const fragmented = zones.filter(({ verdict }) => verdict === 'fragmented')
      if (zones.length > 0 && fragmented.length === 0) return null
      // The table of caches says what filled the zones that the report no longer shows.
      if (zones.length === 0 && data.slabs.length > 0) return null
      const free = sumOf(fragmented, 'free')
      return {
        confidence: zones.length === 0 ? ('likely' as const) : ('certain' as const),
        bytes: free,
        params: {
          order: request.order,
          requester: data.trigger?.name?.value ?? null,
          size: 2 ** request.order * failure.pageSize,
          free,
          largest: fragmented.reduce((most, zone) => Math.max(most, zone.largestFreeOrder ?? -1), -1),
        },
        places: [...request.evidence, ...placesOf(failure, 'free')],
        arithmetic: [
          ...zones.flatMap(arithmeticOf),
          ...fragmented.flatMap(({ state: { node, zone, orders } }) =>
            orders
              ? [
                  `Node ${node} ${zone}: fragmentation index of order ${request.order} ${fragmentationIndex(orders, request.order)}`,
                ]
              : [],
          ),
          ...(zones.length === 0 ? [`order ${request.order} ≤ PAGE_ALLOC_COSTLY_ORDER 3`] : []),
        ],
      }
    }),
  collect: () => ['/proc/buddyinfo', '/proc/pagetypeinfo', '/proc/vmstat'],
  en: {
    title: ({ order, size, free }, say) =>
      `Out of memory for want of ${say.bytes(size)} in one piece (order ${order})${free === null ? '' : `, with ${say.bytes(free)} free`}`,
    text: ({ order, free, largest, requester, kill }, say) =>
      `${requester !== null ? `\`${requester}\`` : 'A task'} asked for ${say.count(2 ** order)} pages in a row. ${free === null ? 'The report shows no free lists; a request of this order fails by fragmentation more often than by shortage. ' : `**${say.bytes(free)}** were free, in blocks of order ${largest} at most. `}Up to order 3 the kernel kills a process rather than fail the request, though that seldom makes a larger block: what lies between the free pages (slab, page tables, driver pages) does not move. ${killWords.en(kill, say)}`,
    refute: () =>
      'All zones below their marks for single pages too: then memory was short, and the order is incidental.',
    actions: ({ order }) => [
      {
        do: 'Look at `/proc/buddyinfo` and `/proc/pagetypeinfo`: how many blocks of each order, and how many pageblocks are Unmovable',
      },
      {
        do: 'Once, as a test: `echo 1 > /proc/sys/vm/compact_memory`',
        risk: 'Costs seconds of CPU and latency; pages that do not move stay.',
      },
      {
        do: `See in the call trace who needs order ${order}: jumbo frames, large kmalloc, kernel stacks; smaller rings, MTU or buffers avoid it`,
      },
      {
        do: 'Keep more free: `vm.min_free_kbytes`, `vm.watermark_scale_factor`',
        risk: 'That share of RAM is lost to programs; raising it at once can set off reclaim or the next kill.',
      },
    ],
  },
  zh: {
    title: ({ order, size, free }, say) =>
      `内存不足：缺少一块连续的 ${say.bytes(size)}（order ${order}）${free === null ? '' : `，而空闲内存有 ${say.bytes(free)}`}`,
    text: ({ order, free, largest, requester, kill }, say) =>
      `${requester !== null ? `\`${requester}\`` : '某任务'}请求连续 ${say.count(2 ** order)} 页。${free === null ? '报告中没有空闲链表；这一阶的请求失败多因碎片而非缺内存。' : `空闲 **${say.bytes(free)}**，但最大的块只有 order ${largest}。`}不超过 order 3 时，内核宁可杀进程也不让请求失败，但这很少能形成更大的块：空闲页之间的 slab、页表、驱动页不会移动。${killWords.zh(kill, say)}`,
    refute: () => '若所有 zone 连单页的水位都达不到，则是缺内存，阶数只是偶然。',
    actions: ({ order }) => [
      { do: '查看 `/proc/buddyinfo` 与 `/proc/pagetypeinfo`：各阶块数，以及 Unmovable pageblock 的数量' },
      {
        do: '作为一次性测试：`echo 1 > /proc/sys/vm/compact_memory`',
        risk: '耗费数秒 CPU 并增加延迟；不可移动的页仍在原处。',
      },
      { do: `在调用栈中查看谁需要 order ${order}：巨帧、大块 kmalloc、内核栈；减小队列、MTU 或缓冲可避免` },
      {
        do: '多留空闲：`vm.min_free_kbytes`、`vm.watermark_scale_factor`',
        risk: '这部分内存程序不能再用；突然调大可能立即引发回收或再次杀进程。',
      },
    ],
  },
})
