import { sum } from '../units.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { tolerances } = thresholds['container-meminfo']

interface Params {
  /** What gives it away, in the kernel's names. */
  readonly signs: readonly string[]
}

/** F40. A /proc/meminfo that no kernel printed as it stands: lxcfs puts a container's figures over the host's. */
export const containerMeminfo = defineRule({
  id: 'container-meminfo',
  reference: ['lxcfs: src/proc_fuse.c (proc_meminfo_read)'],
  // Sums over both sources, and lines that are the host's.
  silences: [
    'unaccounted-memory',
    'inconsistent-snapshot',
    'processes-do-not-explain',
    'driver-pages',
    'invisible-consumer',
    'committed-as-harmless',
    'rss-sum-exceeds-ram',
    'unevictable-large',
    'thp-large',
    'file-cache-mapped',
    'slab-reclaimable-large',
    'slab-unreclaimable-large',
    'slabinfo-gap',
    'page-tables-large',
    'kernel-stacks-large',
    'percpu-large',
    'vmalloc-large',
    'vmalloc-used-misread',
    'secondary-page-tables',
  ],
  check: (theCase): Hit<Params>[] =>
    hosts(theCase).flatMap(({ moment, total, get }) => {
      const residual = moment.ledger?.residual
      const [free, available, cached] = [get('MemFree'), get('MemAvailable'), get('Cached')]
      const [slab, reclaimable, misc, anon] = [get('Slab'), get('SReclaimable'), get('KReclaimable'), get('AnonPages')]
      const signs = [
        available && available.value > total.value
          ? { sign: `MemAvailable ${kB(available.value)} > MemTotal ${kB(total.value)}`, by: [available] }
          : null,
        anon && anon.value > total.value
          ? { sign: `AnonPages ${kB(anon.value)} > MemTotal ${kB(total.value)}`, by: [anon] }
          : null,
        slab && reclaimable && reclaimable.value > slab.value
          ? { sign: `SReclaimable ${kB(reclaimable.value)} > Slab ${kB(slab.value)}`, by: [reclaimable, slab] }
          : null,
        slab && misc && slab.value === 0 && misc.value > 0
          ? { sign: `Slab 0 kB, KReclaimable ${kB(misc.value)}`, by: [slab, misc] }
          : null,
        // Before 3.1 it was what is free, to the kB, whatever the cache.
        available &&
        free &&
        cached &&
        available.value === free.value &&
        cached.value - (get('Shmem')?.value ?? 0) > 0.1 * free.value
          ? {
              sign: `MemAvailable = MemFree = ${kB(available.value)}, Cached ${kB(cached.value)}`,
              by: [available, free, cached],
            }
          : null,
        // lxcfs has no estimate of its own: free and cache, to the kB.
        available &&
        free &&
        cached &&
        slab?.value === 0 &&
        cached.value > 0 &&
        available.value === sum([free.value, cached.value])
          ? { sign: `MemAvailable = MemFree + Cached = ${kB(available.value)}`, by: [available, free, cached] }
          : null,
      ].filter((each) => each !== null)
      const over = residual && residual.bytes < -tolerances * residual.tolerance
      const direct = ['DirectMap4k', 'DirectMap2M', 'DirectMap4M', 'DirectMap1G'].flatMap((name) => get(name) ?? [])
      const mapped = sum(direct.map(({ value }) => value))
      // The host's own map of its RAM shows through: alone it can be a machine with RAM taken away.
      if (signs.length > 0 && mapped > 2 * total.value)
        signs.push({ sign: `Σ DirectMap ${kB(mapped)} > 2 × MemTotal`, by: direct })
      const [first] = signs
      if (!first) return []
      return [
        {
          severity: 'warning',
          confidence: signs.length > 1 || over ? 'certain' : 'likely',
          snapshot: moment.index,
          bytes: null,
          params: { signs: signs.map(({ sign }) => sign) },
          evidence: evidenceOf(total, ...signs.flatMap(({ by }) => by)) satisfies Evidence,
          arithmetic: [
            ...signs.map(({ sign }) => sign),
            ...(residual ? [`MemTotal − Σ accounts = ${kB(residual.bytes)}`] : []),
          ],
        },
      ]
    }),
  collect: () => [
    'cat /proc/self/mountinfo | grep -E "lxcfs|/proc"',
    'cat /sys/fs/cgroup/memory.stat /sys/fs/cgroup/memory.current /sys/fs/cgroup/memory.max',
  ],
  en: {
    title: () => 'This meminfo is a container’s view, pieced together from two sources',
    text: ({ signs }, say) =>
      `No kernel prints ${say.list(signs.map((sign) => `\`${sign}\``))}. lxcfs and its like put the container’s limit and cache in the place of the host’s, and leave the other lines as the host has them. \`MemTotal\`, \`MemFree\` and \`Cached\` are the container’s; slab, page tables, anonymous memory and promises may be those of all containers together, so no sum of them means anything.`,
    refute: () => '`mount | grep lxcfs` shows nothing, and the text was not edited or merged from two machines.',
    actions: () => [
      { do: 'In the container, read the control group: `memory.current`, `memory.stat`, `memory.max`' },
      { do: 'For the machine, collect on the host' },
    ],
  },
  zh: {
    title: () => '这份 meminfo 是容器视图，由两个来源拼成',
    text: ({ signs }, say) =>
      `任何内核都不会打印 ${say.list(signs.map((sign) => `\`${sign}\``))}。lxcfs 之类会用容器的限额和缓存替换宿主机的值，其余行保持宿主机原样。\`MemTotal\`、\`MemFree\`、\`Cached\` 属于容器；slab、页表、匿名内存与承诺量可能是所有容器的总和，因此求和没有意义。`,
    refute: () => '若 `mount | grep lxcfs` 没有输出，且文本未经编辑、也不是由两台机器合并而来，则不成立。',
    actions: () => [
      { do: '在容器内应读取 cgroup：`memory.current`、`memory.stat`、`memory.max`' },
      { do: '要分析整机，请在宿主机上采集' },
    ],
  },
})
