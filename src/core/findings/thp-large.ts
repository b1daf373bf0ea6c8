import { evidenceOf, hosts, kB } from './figures.ts'
import { hasRole, programsOf } from './programs.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { ofAnon, info } = thresholds['thp-large']

/** F17. Most anonymous memory is huge pages: where programs use them in part, they hold more than they need. */
export const thpLarge = defineRule({
  id: 'thp-large',
  reference: ['admin-guide/mm/transhuge.rst'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const [huge, anon] = [get('AnonHugePages'), get('AnonPages')]
      const sparse = programsOf(moment).find(({ name }) => hasRole(name, 'sparse'))
      if (!huge || !anon || anon.value === 0 || !sparse) return []
      if (huge.value < ofAnon * anon.value || huge.value < info * total.value) return []
      return [
        {
          severity: 'info',
          confidence: 'possible',
          snapshot: moment.index,
          bytes: huge.value,
          params: { huge: huge.value, share: huge.value / anon.value, name: sparse.name },
          evidence: [...evidenceOf(huge, anon), sparse.span] as const,
          arithmetic: [`AnonHugePages ${kB(huge.value)} / AnonPages ${kB(anon.value)}`],
        } as const,
      ]
    }),
  collect: () => ['sh -c "grep . /sys/kernel/mm/transparent_hugepage/*"', '/proc/vmstat'],
  en: {
    title: ({ share }, say) => `${say.percent(share)} of anonymous memory is transparent huge pages`,
    text: ({ huge, name }, say) =>
      `${say.bytes(huge)} come in pieces of 2 MiB (noted from ${say.percent(ofAnon)}). That is fast, and wanted for most programs; one that touches little of each piece, as \`${name}\` may, holds more than it uses.`,
    refute: () => 'A resident size that is what the program reports as its heap.',
    actions: () => [
      { do: 'Compare RSS with what the program itself counts' },
      {
        do: 'Let only programs that ask have them: `echo madvise > /sys/kernel/mm/transparent_hugepage/enabled`',
        risk: 'More page faults and TLB misses; what is there stays until restart.',
      },
    ],
  },
  zh: {
    title: ({ share }, say) => `匿名内存中 ${say.percent(share)} 是透明大页`,
    text: ({ huge, name }, say) =>
      `${say.bytes(huge)} 以 2 MiB 为单位（达 ${say.percent(ofAnon)} 时提示）。这通常更快，对多数程序有利；若程序（如 \`${name}\`）只触及每块的一小部分，占用就会多于实际使用。`,
    refute: () => '若常驻大小与程序自报的堆大小一致，则不成立。',
    actions: () => [
      { do: '将 RSS 与程序自身的统计对照' },
      {
        do: '仅对主动请求的程序启用：`echo madvise > /sys/kernel/mm/transparent_hugepage/enabled`',
        risk: '缺页与 TLB 未命中增多；已有的大页要到重启后才会变化。',
      },
    ],
  },
})
