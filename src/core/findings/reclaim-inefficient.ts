import { countersOf } from './counters.ts'
import { defineRule, type Evidence } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { stolen: noted, scanned: least } = thresholds['reclaim-inefficient']

/** F47. Reclaim looks at many pages and frees few. */
export const reclaimInefficient = defineRule({
  id: 'reclaim-inefficient',
  reference: ['mm/vmscan.c'],
  check: (theCase) =>
    countersOf(theCase).flatMap(({ moment, count, sinceBoot }) => {
      const scanned = count(/^pgscan_(?:kswapd|direct)(?!_throttle)/)
      const stolen = count(/^pgsteal_(?:kswapd|direct)/)
      if (!scanned || !stolen || scanned.value <= least) return []
      const share = stolen.value / scanned.value
      const [first, ...rest] = [scanned, stolen].flatMap(({ evidence }) => evidence)
      if (!first || share >= noted) return []
      return [
        {
          severity: sinceBoot ? 'info' : 'notice',
          confidence: 'possible',
          snapshot: moment.index,
          bytes: null,
          params: { share, scanned: scanned.value, sinceBoot },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [`pgsteal ${stolen.value} / pgscan ${scanned.value}`],
        } as const,
      ]
    }),
  en: {
    title: ({ share }, say) => `Reclaim could free only ${say.percent(share)} of the pages it looked at`,
    text: ({ scanned, sinceBoot }, say) =>
      `Of ${say.count(scanned)} pages scanned${sinceBoot ? ' since boot' : ''} few could go (noted below ${say.percent(noted)}, from ${say.count(least)} on): they were dirty, mapped, referenced again or pinned.`,
    refute: () => 'A kernel that counts pages it only ages: MGLRU scans more by design.',
    actions: () => [{ do: 'Look at `Dirty`, `Writeback`, `Mapped`, `Unevictable` and, with swap off, at `AnonPages`' }],
  },
  zh: {
    title: ({ share }, say) => `回收只能释放所扫描页的 ${say.percent(share)}`,
    text: ({ scanned, sinceBoot }, say) =>
      `${sinceBoot ? '自启动以来' : ''}扫描的 ${say.count(scanned)} 页中只有少数可释放（低于 ${say.percent(noted)} 且扫描超过 ${say.count(least)} 页时提示）：其余为脏页、被映射、再次被访问或被固定。`,
    refute: () => '若内核把仅做老化的页也计入扫描（如 MGLRU），则扫描本来就更多。',
    actions: () => [{ do: '查看 `Dirty`、`Writeback`、`Mapped`、`Unevictable`；未启用 swap 时还应看 `AnonPages`' }],
  },
})
