import { arithmeticOf } from '../allocation/arithmetic.ts'
import { failureHits, failuresIn, type FailureAt } from './failures.ts'
import { eligible, sumOf } from './reach.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { count: many } = thresholds['atomic-allocation-failure']

/** Who asked, where all that are known are one. */
function requesterOf(story: readonly FailureAt[]): string | null {
  const names = new Set(
    story.map(({ record }) => (record.kind === 'allocFailure' ? record.data.comm?.value : undefined)),
  )
  const [first] = names
  return names.size === 1 ? (first ?? null) : null
}

/** F63. A request that may not wait found the reserve empty: mostly a packet that is dropped and sent again. */
export const atomicAllocationFailure = defineRule({
  id: 'atomic-allocation-failure',
  reference: ['admin-guide/sysctl/vm.rst (min_free_kbytes)', 'mm/page_alloc.c, gfp_to_alloc_flags'],
  explains: ['reserves-withheld', 'lowmem-reserve'],
  check: (theCase) =>
    failureHits(
      failuresIn(theCase, 'allocFailure', 'slubFailure').filter(
        ({ failure: { request } }) => request?.flags && !request.canWait && !request.costly,
      ),
      (report, story) => {
        const zones = eligible(report.failure)
        const { order, flags, evidence: places } = report.failure.request!
        return {
          severity: story.length >= many ? ('warning' as const) : ('notice' as const),
          confidence: 'likely' as const,
          bytes: null,
          params: {
            count: story.length,
            order,
            flags: flags!.join('|'),
            requester: requesterOf(story),
            free: sumOf(zones, 'free'),
          },
          places: [...places, ...zones.flatMap(({ evidence }) => evidence.slice(0, 1))],
          arithmetic: [`order ${order}, ${flags!.join('|')}: no __GFP_DIRECT_RECLAIM`, ...zones.flatMap(arithmeticOf)],
        }
      },
    ),
  collect: () => ['/proc/sys/vm/min_free_kbytes', '/proc/zoneinfo'],
  en: {
    title: ({ count, order, requester }, say) =>
      `${count > 1 ? `${say.count(count)} atomic requests` : 'An atomic request'} (order ${order})${requester === null ? '' : ` of \`${requester}\``} found no page and may not wait for one`,
    text: ({ flags, free, count }, say) =>
      `\`${flags}\` comes from an interrupt or under a lock: no reclaim, no compaction, no OOM kill, only what is free at this instant${free === null ? '' : ` (${say.bytes(free)} in the zones it may use)`}. Its caller expects that now and then; a network driver drops the packet and it is sent again. ${count >= many ? `${say.count(count)} times is no chance any more: the reserve is too small for the bursts, or memory is full.` : `Below ${say.count(many)} reports it is noise unless something stopped working.`} The task that is named was merely interrupted.`,
    refute: () => 'A device or a connection that failed at the same second: then the caller had no fallback.',
    actions: () => [
      {
        do: 'Check whether anything failed at that time: drops in `ethtool -S`, errors of the driver in the call trace',
      },
      {
        do: 'Let the kernel keep more free: `vm.watermark_scale_factor` 50, or `vm.min_free_kbytes` up to 1 to 2 % of RAM',
        risk: 'That share of RAM is lost to programs; raised at once on a full machine it can cause reclaim stalls or a kill.',
      },
      { do: 'Ask for less: smaller NIC rings, MTU of 1500, no jumbo frames', risk: 'Throughput at bursts.' },
    ],
  },
  zh: {
    title: ({ count, order, requester }, say) =>
      `${count > 1 ? `${say.count(count)} 个原子请求` : '一个原子请求'}（order ${order}）${requester === null ? '' : `（\`${requester}\`）`}找不到空闲页，又不能等待`,
    text: ({ flags, free, count }, say) =>
      `\`${flags}\` 来自中断或持锁上下文：不能回收、不能规整、不会触发 OOM，只能用此刻空闲的页${free === null ? '' : `（可用 zone 中有 ${say.bytes(free)}）`}。调用者预期偶尔会如此：网卡驱动丢弃该包，由对端重传。${count >= many ? `出现 ${say.count(count)} 次已非偶然：保留量不足以应付突发，或内存已满。` : `少于 ${say.count(many)} 份报告时，只要没有功能异常即可忽略。`}报告中的任务只是被中断打断而已。`,
    refute: () => '若同一秒有设备或连接出错，则说明调用者没有退路。',
    actions: () => [
      { do: '检查当时是否有功能异常：`ethtool -S` 的丢包计数、调用栈中驱动的报错' },
      {
        do: '让内核多留空闲：`vm.watermark_scale_factor` 设为 50，或 `vm.min_free_kbytes` 调到内存的 1～2 %',
        risk: '这部分内存程序不能再用；在内存已满时突然调大可能引发回收停顿或杀进程。',
      },
      { do: '减少需求：缩小网卡队列、MTU 1500、不用巨帧', risk: '突发时吞吐下降。' },
    ],
  },
})
