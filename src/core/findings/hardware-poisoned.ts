import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'

/** F78. Pages that the memory controller reported as broken are taken out of use. */
export const hardwarePoisoned = defineRule({
  id: 'hardware-poisoned',
  reference: ['mm/hwpoison.rst'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, get }) => {
      const poisoned = get('HardwareCorrupted')
      if (!poisoned || poisoned.value === 0) return []
      return [
        {
          severity: 'warning',
          confidence: 'certain',
          snapshot: moment.index,
          bytes: poisoned.value,
          params: { poisoned: poisoned.value },
          evidence: evidenceOf(poisoned),
          arithmetic: [`HardwareCorrupted ${kB(poisoned.value)} > 0`],
        } as const,
      ]
    }),
  collect: () => ['dmesg | grep -iE "mce|hardware error|EDAC|poison"'],
  en: {
    title: ({ poisoned }, say) => `The hardware reported ${say.bytes(poisoned)} of memory as broken`,
    text: () =>
      'The kernel has taken these pages out of use after uncorrectable errors. The amount is small, but a module that breaks once breaks again, and the next page may be the kernel’s.',
    refute: () => 'A test that injected errors (`/sys/devices/system/memory/soft_offline_page`, mce-inject).',
    actions: () => [
      { do: 'Find the module: `dmesg`, `edac-util -v`, the management controller’s event log' },
      { do: 'Move the load and replace the module', risk: 'Downtime.' },
    ],
  },
  zh: {
    title: ({ poisoned }, say) => `硬件报告 ${say.bytes(poisoned)} 内存损坏`,
    text: () =>
      '出现不可纠正错误后，内核已停用这些页。数量虽小，但出过错的内存条往往还会再错，下一次可能就是内核自己的页。',
    refute: () => '若是测试注入的错误（`/sys/devices/system/memory/soft_offline_page`、mce-inject），则属正常。',
    actions: () => [
      { do: '定位内存条：`dmesg`、`edac-util -v`、管理控制器事件日志' },
      { do: '迁走负载并更换内存条', risk: '需要停机。' },
    ],
  },
})
