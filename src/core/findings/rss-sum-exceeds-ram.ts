import { recordOf } from '../snapshot/snapshot.ts'
import type { Moment } from '../snapshot/moment.ts'
import { bytes, sum, type Bytes } from '../units.ts'
import type { Span } from '../text/source.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['rss-sum-exceeds-ram']

/** The sum of all resident sizes: as a shell added it up, else of the rows that are there. */
function rssSumOf(moment: Moment): { readonly size: Bytes; readonly evidence: readonly [Span, ...Span[]] } | null {
  const added = recordOf(moment, 'rssSum')?.data.rss
  if (added) return { size: added.value, evidence: evidenceOf(added) }
  const ps = recordOf(moment, 'ps')?.data
  const [first, ...rest] = ps?.processes ?? []
  return ps?.rssTotal === undefined || !first
    ? null
    : { size: ps.rssTotal, evidence: [first.span, ...rest.slice(-1).map(({ span }) => span)] }
}

/** F07. A page that many processes map is counted in the RSS of each. */
export const rssSumExceedsRam = defineRule({
  id: 'rss-sum-exceeds-ram',
  reference: ['filesystems/proc.rst (smaps, Pss)'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const added = rssSumOf(moment)
      const [anon, mapped] = [get('AnonPages'), get('Mapped')]
      if (!added || !anon || !mapped) return []
      const real = sum([anon.value, mapped.value])
      const excess = added.size - real
      if (excess < limits.share * total.value) return []
      const residual = moment.ledger?.residual
      const near =
        residual?.verdict === 'unaccounted' && Math.abs(added.size - residual.bytes) <= limits.near * residual.bytes
      return [
        {
          severity: 'info',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: bytes(excess),
          params: {
            added: added.size,
            real,
            excess,
            beyond: added.size > total.value,
            unaccounted: near ? residual.bytes : null,
          },
          evidence: [...added.evidence, ...evidenceOf(anon, mapped)],
          arithmetic: [
            `Σ RSS ${kB(added.size)} − (AnonPages ${kB(anon.value)} + Mapped ${kB(mapped.value)}) = ${kB(excess)}`,
          ],
        } as const,
      ]
    }),
  collect: () => ["sh -c 'grep -h ^Pss: /proc/[0-9]*/smaps_rollup | tr -d a-zA-Z: | paste -sd+ | bc'"],
  en: {
    title: ({ added, real }, say) =>
      `The processes’ RSS adds up to ${say.bytes(added)}, but they hold at most ${say.bytes(real)}`,
    text: ({ excess, beyond, unaccounted }, say) =>
      `RSS counts a shared page in every process that maps it: ${say.bytes(excess)} of the sum are such repetitions${beyond ? ', which is why it exceeds RAM' : ''}. The kernel counts each page once, in \`AnonPages\` and \`Mapped\`.${unaccounted === null ? '' : ` That the sum comes close to the ${say.bytes(unaccounted)} in no account is chance: what processes map is already in the ledger, so it can’t be the missing memory.`}`,
    refute: () => 'The list was taken at another moment than meminfo, and programs ended in between.',
    actions: () => [{ do: 'Add up `Pss` of `/proc/PID/smaps_rollup` instead (as root)' }],
  },
  zh: {
    title: ({ added, real }, say) => `各进程 RSS 之和为 ${say.bytes(added)}，但它们最多占用 ${say.bytes(real)}`,
    text: ({ excess, beyond, unaccounted }, say) =>
      `RSS 把共享页在每个映射它的进程中各计一次：总和中有 ${say.bytes(excess)} 是这种重复${beyond ? '，因此超过了内存总量' : ''}。内核在 \`AnonPages\` 与 \`Mapped\` 中对每页只计一次。${unaccounted === null ? '' : `总和与未入账的 ${say.bytes(unaccounted)} 接近只是巧合：进程映射的内存已在账目之中，不可能是缺失的那部分。`}`,
    refute: () => '若进程列表与 meminfo 采集时刻不同，其间有程序退出，则不成立。',
    actions: () => [{ do: '改为对 `/proc/PID/smaps_rollup` 的 `Pss` 求和（需 root）' }],
  },
})
