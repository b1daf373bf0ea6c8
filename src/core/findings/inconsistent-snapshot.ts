import type { Span } from '../text/source.ts'
import { bytes } from '../units.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { free: noted, floor } = thresholds['inconsistent-snapshot']

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
    hosts(theCase).flatMap(({ moment, total }) => {
      const residual = moment.ledger?.residual
      const found = []
      if (moment.ledger && residual?.verdict === 'contradiction') {
        found.push({
          text: `Σ accounts ${kB(moment.ledger.total.bytes - residual.bytes)} > MemTotal ${kB(total.value)}`,
          by: moment.ledger.accounts.flatMap(({ evidence }) => evidence),
        })
      }
      const least = Math.max(floor, noted * total.value)
      for (const { id, left, right, difference, tolerance, verdict } of moment.crossChecks) {
        // A grep shows fewer zones than there are: they can't hold too much, but too little.
        const counts = id === 'free-total' || id === 'free-free' || (id === 'zones-free' && difference > 0)
        const between = [...left.evidence, ...right.evidence]
        if (!counts || verdict !== 'differs' || Math.abs(difference) <= Math.max(least, tolerance)) continue
        if (isApart(theCase, between)) continue
        found.push({ text: `${left.formula} ${kB(left.bytes)}, ${right.formula} ${kB(right.bytes)}`, by: between })
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

/** A command between the two changed what the later one shows. */
function isApart({ interventions }: Case, spans: readonly Span[]): boolean {
  const lines = spans.map(({ line }) => line)
  const [from, to] = [Math.min(...lines), Math.max(...lines)]
  return interventions.some(({ span }) => span.source === spans[0]?.source && span.line > from && span.line < to)
}
