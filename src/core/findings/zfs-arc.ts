import { dataOf } from '../snapshot/snapshot.ts'
import { evidenceOf, gravity, hosts, kB, notedFrom, ofRam } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['zfs-arc']

/** F37. The cache of ZFS: outside the page cache, and not in MemAvailable. */
export const zfsArc = defineRule({
  id: 'zfs-arc',
  reference: ['OpenZFS: module parameters (zfs_arc_max)', 'OpenZFS: module/zfs/arc.c'],
  explains: ['unaccounted-memory', 'processes-do-not-explain', 'memory-exhausted', 'driver-pages'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, total }) => {
      const fields = dataOf(moment, 'arcstats')?.fields
      const [size, most, least] = ['size', 'c_max', 'c_min'].map((name) => fields?.get(name))
      const share = (size?.value ?? 0) / total.value
      const severity = gravity(share, threshold)
      if (!size || severity === null) return []
      const account = moment.ledger?.accounts.find(({ id }) => id === 'zfs-arc')
      return [
        {
          severity,
          confidence: 'certain',
          snapshot: moment.index,
          bytes: account?.bytes ?? null,
          params: {
            size: size.value,
            share,
            from: notedFrom(threshold),
            most: most?.value ?? null,
            // What it gives back when asked.
            gives: least ? Math.max(0, size.value - least.value) : null,
          },
          evidence: evidenceOf(size, most, least, total),
          arithmetic: [
            `size ${kB(size.value)} / MemTotal ${kB(total.value)}`,
            ...(least ? [`size − c_min ${kB(least.value)} = ${kB(Math.max(0, size.value - least.value))}`] : []),
          ],
        } as const,
      ]
    }),
  en: {
    title: ({ size }, say) => `The cache of ZFS (ARC) holds ${say.bytes(size)}`,
    text: ({ most, gives, ...params }, say) =>
      `That is ${ofRam.en(params, say)}. No line of meminfo counts its data, so it shows as used or unaccounted, and \`MemAvailable\` leaves it out.${gives === null ? '' : ` When memory is wanted it gives back up to **${say.bytes(gives)}**.`}${most === null ? '' : ` It may grow to ${say.bytes(most)}.`}`,
    refute: () => 'Programs that fail with ENOMEM or get killed while it does not shrink.',
    actions: () => [
      { do: 'Nothing, while programs get what they ask for' },
      {
        do: 'Bound it: `zfs_arc_max` (in /sys/module/zfs/parameters and /etc/modprobe.d)',
        risk: 'More reads from disk.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `ZFS 缓存（ARC）占用 ${say.bytes(size)}`,
    text: ({ most, gives, ...params }, say) =>
      `占${ofRam.zh(params, say)}。meminfo 的任何一行都不统计其数据，因此表现为已用或未入账，\`MemAvailable\` 也不包含它。${gives === null ? '' : `内存紧张时它最多可归还 **${say.bytes(gives)}**。`}${most === null ? '' : `它最多可增长到 ${say.bytes(most)}。`}`,
    refute: () => '若程序因 ENOMEM 失败或被杀，而它并不收缩，则不成立。',
    actions: () => [
      { do: '只要程序能得到所需内存，无需处理' },
      { do: '设置上限：`zfs_arc_max`（/sys/module/zfs/parameters 与 /etc/modprobe.d）', risk: '会更多地读取磁盘。' },
    ],
  },
})
