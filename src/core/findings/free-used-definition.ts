import type { Moment } from '../snapshot/moment.ts'
import { dataOf } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { evidenceOf, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { share } = thresholds['free-used-definition']

/** The figures of a row of `free` that has them all. */
function rowOf(moment: Moment) {
  const { total, used, free, buffCache, available } = dataOf(moment, 'free')?.mem ?? {}
  return total && used && free && buffCache && available ? { total, used, free, buffCache, available } : null
}

/** What rounding can make of a sum: each figure by as much as its unit hides, and one unit for good measure. */
const slack = (...figures: readonly Figure[]) =>
  figures.reduce((sum, { within = 0 }) => sum + within, 0) + Math.max(...figures.map(({ within = 0 }) => within))

/** F02. Since procps-ng 4.0.1 `used` is total − available; before, it was what is neither free nor cache. */
export const freeUsedDefinition = defineRule({
  id: 'free-used-definition',
  reference: ['procps-ng: man 1 free', 'procps-ng: library/meminfo.c'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const row = rowOf(moment)
      if (!row) return []
      const { total, used, free, buffCache, available } = row
      const rest = total.value - (used.value + free.value + buffCache.value)
      if (Math.abs(rest) <= Math.max(share * total.value, slack(total, used, free, buffCache))) return []
      if (Math.abs(total.value - (used.value + available.value)) > slack(total, used, available)) return []
      return [
        {
          severity: 'info',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: null,
          params: { used: used.value, older: total.value - free.value - buffCache.value },
          evidence: evidenceOf(used, total, available, free, buffCache),
          arithmetic: [
            `total ${kB(total.value)} − available ${kB(available.value)} = used ${kB(used.value)}`,
            `total − free ${kB(free.value)} − buff/cache ${kB(buffCache.value)} = ${kB(total.value - free.value - buffCache.value)}`,
          ],
        } as const,
      ]
    }),
  en: {
    title: ({ used, older }, say) =>
      `\`free\` here says ${say.bytes(used)} used; other versions would say ${say.bytes(older)}`,
    text: () =>
      'This `free` (procps-ng 4.0.1 and later) prints as used what is not available. Versions before subtract free and buff/cache instead, so shared memory and half of the slab count as cache there. Figures of two hosts can be compared only where the versions agree.',
    refute: () => 'The row was edited, or it comes from busybox.',
    actions: () => [{ do: 'Compare `available` instead: all versions take it from the kernel' }],
  },
  zh: {
    title: ({ used, older }, say) => `此处 \`free\` 显示已用 ${say.bytes(used)}；其他版本会显示 ${say.bytes(older)}`,
    text: () =>
      '这个 `free`（procps-ng 4.0.1 及以后）把不可用的部分记为 used。更早的版本则减去 free 与 buff/cache，共享内存和一半 slab 因而被算作缓存。只有版本一致，两台主机的数字才可比较。',
    refute: () => '若该行经过编辑或来自 busybox，则不成立。',
    actions: () => [{ do: '改为比较 `available`：各版本都取自内核' }],
  },
})
