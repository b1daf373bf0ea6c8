import type { ZoneFree } from '../allocation/free-lists.ts'
import type { Moment } from '../snapshot/moment.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { AnyRecord } from '../snapshot/record.ts'
import type { Intervention } from '../text/intervention.ts'
import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit, type Say } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { order: HIGH } = thresholds.fragmentation
const { floor } = thresholds['reclaim-effect']

/** What one zone looked like before and after a step. */
interface Zone {
  readonly node: number
  readonly zone: string
  /** Free bytes. */
  readonly before: number
  readonly after: number
  /** Free blocks of order 4 and above. */
  readonly blocksBefore: number
  readonly blocksAfter: number
}

interface Step {
  /** `drop_caches 3`, `compact_memory` */
  readonly commands: readonly string[]
  readonly zones: readonly Zone[]
}

interface Params {
  readonly steps: readonly Step[]
  readonly freed: number
  readonly dropped: boolean
  readonly compacted: boolean
}

const high = ({ free }: ZoneFree) => free.slice(HIGH).reduce((sum, count) => sum + count, 0)
const commandOf = ({ kind, value }: Intervention) => (kind === 'drop_caches' ? `drop_caches ${value}` : kind)

/** The commands that stand between the last table of one moment and the first of the next. */
function between({ interventions }: Case, from: AnyRecord, to: AnyRecord): Intervention[] {
  const [start, end] = [from.ranges.at(-1)?.[1] ?? 0, to.ranges[0]?.[0] ?? 0]
  return interventions.filter(
    ({ span }) => span.source === from.source && from.source === to.source && span.line > start && span.line < end,
  )
}

/** The zones that a step changed; a table that came later can lack some. */
const changed = (from: Moment, to: Moment) =>
  to.zones.flatMap((after) => {
    const before = from.zones.find(({ node, zone }) => node === after.node && zone === after.zone)
    return before && before.free.join() !== after.free.join() ? [{ before, after }] : []
  })

/** F82. What drop_caches and compact_memory did to the free lists, step by step. */
export const reclaimEffect = defineRule({
  id: 'reclaim-effect',
  reference: ['admin-guide/sysctl/vm.rst (drop_caches, compact_memory)'],
  check: (theCase): Hit<Params>[] => {
    const steps = theCase.moments.slice(1).flatMap((to, index) => {
      const from = theCase.moments[index]!
      const [last, first] = [recordsOf(from, 'buddyinfo').at(-1), recordsOf(to, 'buddyinfo')[0]]
      const commands = last && first ? between(theCase, last, first) : []
      const pairs = changed(from, to)
      const moved = pairs.reduce((sum, { before, after }) => sum + Math.abs(after.freeBytes - before.freeBytes), 0)
      const rebuilt = pairs.some(({ before, after }) => high(before) !== high(after))
      return commands.length > 0 && (moved >= floor || rebuilt) ? [{ to, commands, pairs }] : []
    })
    const [evidence, ...more] = steps.flatMap(({ commands, pairs }) => [
      ...commands.map(({ span }) => span),
      ...pairs.flatMap(({ before, after }) => [...before.evidence, ...after.evidence]),
    ])
    if (!evidence) return []
    const zonesOf = (pairs: ReturnType<typeof changed>) =>
      pairs.map(({ before, after }): Zone => ({
        node: after.node,
        zone: after.zone,
        before: before.freeBytes,
        after: after.freeBytes,
        blocksBefore: high(before),
        blocksAfter: high(after),
      }))
    const told = steps.map(({ commands, pairs }): Step => ({
      commands: commands.map(commandOf),
      zones: zonesOf(pairs),
    }))
    const kinds = steps.flatMap(({ commands }) => commands.map(({ kind }) => kind))
    const drops = steps.filter(({ commands }) => commands.some(({ kind }) => kind === 'drop_caches'))
    const freed = drops
      .flatMap(({ pairs }) => pairs)
      .reduce((sum, { before, after }) => sum + after.freeBytes - before.freeBytes, 0)
    return [
      {
        severity: 'notice',
        confidence: 'certain',
        snapshot: steps.at(-1)!.to.index,
        bytes: drops.length > 0 ? bytes(Math.max(0, freed)) : null,
        params: {
          steps: told,
          freed,
          dropped: kinds.includes('drop_caches'),
          compacted: kinds.includes('compact_memory'),
        },
        evidence: [evidence, ...more] satisfies Evidence,
        arithmetic: told.flatMap(({ commands, zones }) =>
          zones.map(
            (zone) =>
              `${commands.join(', ')}: Node ${zone.node} ${zone.zone} free ${kB(zone.before)} → ${kB(zone.after)}; order ≥ ${HIGH}: ${zone.blocksBefore} → ${zone.blocksAfter} blocks`,
          ),
        ),
      },
    ]
  },
  en: {
    title: ({ freed, dropped, compacted }, say) =>
      dropped
        ? `drop_caches freed ${say.bytes(freed)}${compacted ? '; compaction made large blocks of it' : ''}`
        : 'Compaction rebuilt large blocks from small ones',
    text: ({ steps }, say) =>
      `${steps.map((step) => `After \`${step.commands.join('`, `')}\`: ${say.list(step.zones.map((zone) => english(zone, say)))}.`).join(' ')} \`drop_caches\` frees pages wherever they lie, so it fills the small orders first; only compaction moves what is in use and joins the gaps. What did not join is held by pages that can’t move.`,
    refute: () => 'Programs that started or stopped between the two tables: then the difference is not the command’s.',
    actions: () => [
      { do: 'Watch `/proc/buddyinfo` for how long the blocks last: both commands work once, not for good' },
      {
        do: 'Leave compaction to the kernel where it is new enough: `vm.compaction_proactiveness` (5.9)',
        risk: 'Costs some CPU all the time.',
      },
      {
        do: 'Repeat `compact_memory` only in a quiet hour',
        risk: 'It stalls programs while their pages move, for seconds to minutes on large machines.',
      },
      {
        do: 'Don’t put `drop_caches` into cron',
        risk: 'All that was cached is read from disk again; with many dentries the machine stalls.',
      },
    ],
  },
  zh: {
    title: ({ freed, dropped, compacted }, say) =>
      dropped
        ? `drop_caches 释放了 ${say.bytes(freed)}${compacted ? '，内存规整（compaction）将其合并为大块' : ''}`
        : '内存规整（compaction）把小块重新合并为大块',
    text: ({ steps }, say) =>
      `${steps.map((step) => `执行 \`${step.commands.join('`、`')}\` 之后：${step.zones.map((zone) => chinese(zone, say)).join('；')}。`).join('')}\`drop_caches\` 释放的页散布各处，因此先填满低阶；只有规整才会移动正在使用的页并合并空隙。未能合并之处，是被不可移动的页占住了。`,
    refute: () => '若两次采集之间有程序启动或退出，则差异并非命令所致。',
    actions: () => [
      { do: '继续观察 `/proc/buddyinfo`，看大块能维持多久：两个命令都只起一次作用' },
      { do: '内核足够新时交给内核自行规整：`vm.compaction_proactiveness`（5.9 起）', risk: '会持续消耗少量 CPU。' },
      { do: '仅在业务低峰重复执行 `compact_memory`', risk: '页移动期间程序会停顿，大内存机器上可达数秒到数分钟。' },
      { do: '不要把 `drop_caches` 放进 cron', risk: '缓存内容都要重新读盘；dentry 很多时机器会停顿。' },
    ],
  },
})

const signed = (from: number, to: number, say: Say) => `${to < from ? '−' : '+'}${say.bytes(Math.abs(to - from))}`

const english = ({ node, zone, before, after, blocksBefore, blocksAfter }: Zone, say: Say) =>
  `node ${node} ${zone} ${say.bytes(after)} free (${signed(before, after, say)}), blocks of order ${HIGH} and above ${say.count(blocksBefore)} → ${say.count(blocksAfter)}`

const chinese = ({ node, zone, before, after, blocksBefore, blocksAfter }: Zone, say: Say) =>
  `node ${node} ${zone} 空闲 ${say.bytes(after)}（${signed(before, after, say)}），${HIGH} 阶及以上的块 ${say.count(blocksBefore)} → ${say.count(blocksAfter)}`
