import { dataOf } from '../snapshot/snapshot.ts'
import { bytes } from '../units.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { free: noted } = thresholds['inconsistent-snapshot']

interface Params {
  /** What does not fit, in the kernel's names. */
  readonly contradictions: readonly string[]
}

/** F41. Sources of one moment that can't be of one moment. */
export const inconsistentSnapshot = defineRule({
  id: 'inconsistent-snapshot',
  reference: ['filesystems/proc.rst'],
  silences: ['unaccounted-memory', 'driver-pages', 'invisible-consumer', 'processes-do-not-explain'],
  check: (theCase): Hit<Params>[] =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const residual = moment.ledger?.residual
      const row = dataOf(moment, 'free')?.mem
      const memFree = get('MemFree')
      const found = []
      if (moment.ledger && residual?.verdict === 'contradiction') {
        found.push({
          text: `Σ accounts ${kB(moment.ledger.total.bytes - residual.bytes)} > MemTotal ${kB(total.value)}`,
          by: moment.ledger.accounts.flatMap(({ evidence }) => evidence),
        })
      }
      // `free` may be rounded; a machine differs by its total.
      if (row?.total && memFree && row.free) {
        const rounding = (row.total.within ?? 0) + (row.free.within ?? 0)
        const limit = noted * total.value + rounding
        if (Math.abs(row.total.value - total.value) > limit) {
          found.push({
            text: `free: total ${kB(row.total.value)}, meminfo: MemTotal ${kB(total.value)}`,
            by: [row.total.span],
          })
        } else if (Math.abs(row.free.value - memFree.value) > limit) {
          found.push({
            text: `free: free ${kB(row.free.value)}, meminfo: MemFree ${kB(memFree.value)}`,
            by: [row.free.span, memFree.span],
          })
        }
      }
      const listed = moment.zones.reduce((sum, zone) => sum + zone.freeBytes, 0)
      // Fewer zones than there are can't hold too much, and a grep shows fewer.
      if (memFree && listed > memFree.value + noted * total.value) {
        found.push({
          text: `buddyinfo: ${kB(listed)}, meminfo: MemFree ${kB(memFree.value)}`,
          by: moment.zones.flatMap(({ evidence }) => evidence),
        })
      }
      if (found.length === 0) return []
      return [
        {
          severity: 'notice',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: residual?.verdict === 'contradiction' ? bytes(-residual.bytes) : null,
          params: { contradictions: found.map(({ text }) => text) },
          evidence: [...evidenceOf(total), ...found.flatMap(({ by }) => by)] satisfies Evidence,
          arithmetic: found.map(({ text }) => text),
        },
      ]
    }),
  en: {
    title: () => 'Parts of this paste do not belong to one moment',
    text: ({ contradictions }, say) =>
      `These can’t be of the same machine at the same time: ${say.list(contradictions.map((each) => `\`${each}\``))} (noted from ${say.percent(noted)} of RAM). Sums across them are not shown as findings.`,
    refute: () => 'All of it was printed by one script within a second: then a driver or a kernel counts wrongly.',
    actions: () => [{ do: 'Collect everything again with one script (the collect command prints it in one go)' }],
  },
  zh: {
    title: () => '粘贴内容的各部分不属于同一时刻',
    text: ({ contradictions }, say) =>
      `以下内容不可能来自同一机器的同一时刻：${say.list(contradictions.map((each) => `\`${each}\``))}（超过内存的 ${say.percent(noted)} 提示）。跨来源的求和不作为结论。`,
    refute: () => '若全部由一个脚本在一秒内打印，则是驱动或内核计数有误。',
    actions: () => [{ do: '用一个脚本重新采集全部内容（采集命令会一次打印）' }],
  },
})
