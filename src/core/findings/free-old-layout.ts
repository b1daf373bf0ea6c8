import { dataOf } from '../snapshot/snapshot.ts'
import { evidenceOf, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { ofUsed } = thresholds['free-old-layout']

/** F03. `free` of before 2014 counts cache as used; the truth is in the line below. */
export const freeOldLayout = defineRule({
  id: 'free-old-layout',
  reference: ['procps: man 1 free'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const data = dataOf(moment, 'free')
      const { total, used } = data?.mem ?? {}
      const real = data?.withoutCache?.used
      if (!total || !used || !real || real.value >= ofUsed * used.value) return []
      return [
        {
          severity: 'info',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: null,
          params: { used: used.value, real: real.value, total: total.value },
          evidence: evidenceOf(real, used, total),
          arithmetic: [`used ${kB(used.value)} − buffers − cached = ${kB(real.value)}`],
        } as const,
      ]
    }),
  en: {
    title: ({ used, real }, say) =>
      `Of ${say.bytes(used)} that this \`free\` calls used, programs hold ${say.bytes(real)}`,
    text: ({ total }, say) =>
      `This layout (before procps-ng 3.3.10) counts cache as used. Read the line \`-/+ buffers/cache\`: it leaves cache out of the ${say.bytes(total)}. Shared memory is still counted as cache there.`,
    refute: () => 'Most of the cache is shared memory (`Shmem`): then it is not to be had.',
    actions: () => [{ do: 'Watch `MemAvailable` where the kernel has it (3.14 and later)' }],
  },
  zh: {
    title: ({ used, real }, say) => `此 \`free\` 所称已用的 ${say.bytes(used)} 中，程序占用 ${say.bytes(real)}`,
    text: ({ total }, say) =>
      `这种布局（procps-ng 3.3.10 之前）把缓存算作已用。应看 \`-/+ buffers/cache\` 一行：它在 ${say.bytes(total)} 中排除了缓存。共享内存仍被算作缓存。`,
    refute: () => '若缓存大部分是共享内存（`Shmem`），则无法取用。',
    actions: () => [{ do: '内核支持时（3.14 及以后）应监控 `MemAvailable`' }],
  },
})
