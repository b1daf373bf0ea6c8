import { KIB } from '../units.ts'
import { kB } from './figures.ts'
import { defineRule, type Evidence } from './rule.ts'

/** F08. Pages of 64 KiB: everything that is counted in pages is sixteen times as large. */
export const pageSize64k = defineRule({
  id: 'page-size-64k',
  reference: ['arch/arm64/memory.rst', 'arch/powerpc (CONFIG_PPC_64K_PAGES)'],
  check: ({ moments }) => {
    // One machine, one page size: one word on it.
    const moment = moments.find(
      ({ machine: { pageSize } }) => pageSize.value === 64 * KIB && pageSize.evidence.length > 0,
    )
    const [first, ...rest] = moment?.machine.pageSize.evidence ?? []
    if (!moment || !first) return []
    return [
      {
        severity: 'info',
        confidence: 'certain',
        snapshot: moment.index,
        bytes: null,
        params: {},
        evidence: [first, ...rest] satisfies Evidence,
        arithmetic: [`page size ${kB(64 * KIB)}`],
      } as const,
    ]
  },
  en: {
    title: () => 'This machine has pages of 64 KiB',
    text: () =>
      'Each cached file and each thread takes at least one page, so small files and many small programs cost up to sixteen times as much as with 4 KiB. A transparent huge page is 512 MiB, and the watermarks that huge pages call for are high. Counts of pages in other documents don’t compare.',
    refute: () => '`getconf PAGESIZE` prints 4096.',
    actions: () => [
      {
        do: 'Where small files dominate: a kernel with pages of 4 KiB',
        risk: 'Another kernel flavour has to be qualified; swap areas must be made anew.',
      },
    ],
  },
  zh: {
    title: () => '这台机器的页为 64 KiB',
    text: () =>
      '每个缓存的文件和每个线程至少占一页，因此小文件和大量小程序的开销可达 4 KiB 页时的 16 倍。透明大页为 512 MiB，为其设置的水位也很高。与其他文档中的页数不可直接比较。',
    refute: () => '若 `getconf PAGESIZE` 输出 4096，则不成立。',
    actions: () => [{ do: '若以小文件为主：改用 4 KiB 页的内核', risk: '需要验证另一种内核版本，swap 需重新创建。' }],
  },
})
