import { sum } from '../units.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { supplyAt } from './supply.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['processes-do-not-explain']

/** F15. Most of what is used is not the processes': look at the kernel's side of the ledger. */
export const processesDoNotExplain = defineRule({
  id: 'processes-do-not-explain',
  reference: ['filesystems/proc.rst (AnonPages, Mapped)'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, get }) => {
      const [anon, mapped] = [get('AnonPages'), get('Mapped')]
      const supply = supplyAt(moment)
      if (!anon || !mapped || !supply) return []
      const used = supply.total - supply.available
      // Pages that were swapped out and are still in RAM are theirs, too.
      const swapCache = moment.ledger?.accounts.find(({ id }) => id === 'swap-cache')
      const processes = sum([anon.value, mapped.value, ...(swapCache ? [swapCache.bytes] : [])])
      if (used < limits.used * supply.total || processes >= limits.explained * used) return []
      return [
        {
          severity: 'notice',
          confidence: supply.estimated ? 'likely' : 'certain',
          snapshot: moment.index,
          bytes: null,
          params: { processes, used, share: processes / used },
          evidence: [...evidenceOf(anon, mapped), ...(swapCache?.evidence ?? []), ...supply.evidence] as const,
          arithmetic: [
            `AnonPages ${kB(anon.value)} + Mapped ${kB(mapped.value)}${swapCache && swapCache.bytes > 0 ? ` + swap cache ${kB(swapCache.bytes)}` : ''} = ${kB(processes)}`,
            `MemTotal ${kB(supply.total)} − available ${kB(supply.available)} = ${kB(used)}`,
          ],
        } as const,
      ]
    }),
  en: {
    title: ({ share }, say) => `Processes explain only ${say.percent(share)} of the memory in use`,
    text: ({ processes, used }, say) =>
      `They map ${say.bytes(processes)}, but ${say.bytes(used)} are not available (noted below ${say.percent(limits.explained)}). \`top\` and \`ps\` can’t show the rest: it is shared memory, huge pages, slab, page tables, or in no account at all.`,
    refute: () => 'The largest other accounts of the ledger are what the machine was set up for.',
    actions: () => [{ do: 'Go down the ledger instead of the process list' }],
  },
  zh: {
    title: ({ share }, say) => `进程只能解释已用内存的 ${say.percent(share)}`,
    text: ({ processes, used }, say) =>
      `进程映射了 ${say.bytes(processes)}，而不可用的内存有 ${say.bytes(used)}（低于 ${say.percent(limits.explained)} 时提示）。其余部分 \`top\` 和 \`ps\` 看不到：可能是共享内存、大页、slab、页表，或不属于任何账目。`,
    refute: () => '若账目中其他较大的项正是这台机器的用途，则属正常。',
    actions: () => [{ do: '沿账目逐项查看，而不是进程列表' }],
  },
})
