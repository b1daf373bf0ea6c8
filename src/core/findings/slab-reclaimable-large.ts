import { largeIn, mostly, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

/** F20. Inodes and dentries: a cache, of which the kernel counts at least half as available. */
export const slabReclaimableLarge = defineRule({
  id: 'slab-reclaimable-large',
  reference: ['admin-guide/sysctl/vm.rst (vfs_cache_pressure)'],
  explains: ['processes-do-not-explain'],
  check: (theCase) => largeIn(theCase, 'slab-reclaimable', 'SReclaimable', thresholds['slab-reclaimable-large']),
  collect: () => ['/proc/slabinfo'],
  en: {
    title: ({ size }, say) => `The kernel's reclaimable caches hold ${say.bytes(size)}`,
    text: (params, say) =>
      `\`SReclaimable\` is ${ofRam.en(params, say)}.${mostly.en(params, say)} These are metadata of files that were touched; the kernel gives them back when memory is wanted, and counts at least half of them in \`MemAvailable\`.`,
    refute: () =>
      '`MemAvailable` that stays low while this grows: then something pins the objects (open files, watches, a driver).',
    actions: () => [
      { do: 'Nothing, while `MemAvailable` is fine' },
      { do: 'See which caches: `slabtop -o -s c`' },
      {
        do: 'Let the kernel reclaim them sooner: `vm.vfs_cache_pressure=200`',
        risk: 'More metadata is read from disk again.',
      },
      {
        do: 'Once, to see what goes: `echo 2 > /proc/sys/vm/drop_caches`',
        risk: 'With ten million objects and more the machine stalls for seconds to minutes.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `内核可回收缓存占用 ${say.bytes(size)}`,
    text: (params, say) =>
      `\`SReclaimable\` 占${ofRam.zh(params, say)}。${mostly.zh(params, say)}这些是访问过的文件的元数据；内存紧张时内核会归还，其中至少一半已计入 \`MemAvailable\`。`,
    refute: () => '若它增长时 `MemAvailable` 持续偏低，则说明有对象被固定（打开的文件、监视、驱动）。',
    actions: () => [
      { do: '只要 `MemAvailable` 正常，无需处理' },
      { do: '查看是哪些缓存：`slabtop -o -s c`' },
      { do: '让内核更早回收：`vm.vfs_cache_pressure=200`', risk: '会更频繁地从磁盘重新读取元数据。' },
      {
        do: '仅一次，用于观察能释放多少：`echo 2 > /proc/sys/vm/drop_caches`',
        risk: '对象达到千万级时，机器会停顿数秒到数分钟。',
      },
    ],
  },
})
