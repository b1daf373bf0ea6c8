import { bytes } from '../units.ts'
import { globalKills, killHits } from './kills.ts'
import { kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { share: noted } = thresholds['oom-unkillable-hog']

/** F67. A large process that the killer may not take, so that others die in its place. */
export const oomUnkillableHog = defineRule({
  id: 'oom-unkillable-hog',
  reference: ['filesystems/proc.rst (oom_score_adj)', 'include/uapi/linux/oom.h'],
  explains: ['oom-loop', 'oom-victim-not-largest'],
  check: (theCase) =>
    killHits(globalKills(theCase), ({ data, failure }) => {
      const total = failure.ledger?.total
      const hog = data.tasks?.rows
        .filter(({ oomScoreAdj, oomAdj }) => oomScoreAdj === -1000 || oomAdj === -17)
        .reduce<{ name: string; pid: number; rss: number; span: import('../text/source.ts').Span } | null>(
          (a, b) => (a && a.rss >= b.rss ? a : b),
          null,
        )
      if (!hog || !total || hog.rss < total.bytes * noted) return null
      return {
        bytes: bytes(hog.rss),
        params: { name: hog.name, pid: hog.pid, size: hog.rss, share: hog.rss / total.bytes },
        places: [hog.span],
        arithmetic: [`${hog.name} rss ${kB(hog.rss)} / ${total.formula} ${kB(total.bytes)}, oom_score_adj -1000`],
      }
    }),
  en: {
    title: ({ name, size }, say) =>
      `\`${name}\` holds ${say.bytes(size)} and can't be killed (\`oom_score_adj\` −1000)`,
    text: ({ share, kill }, say) =>
      `It has **${say.percent(share)}** of RAM (noted from ${say.percent(noted)}) and is exempt, so the kernel kills others, which do not give back enough.${kill.victim ? ` \`${kill.victim.name}\` died in its place.` : ''}`,
    refute: () => 'A process that is small by itself and only maps shared memory of others.',
    actions: ({ name }) => [
      { do: `Limit \`${name}\` where it can be limited: its own settings, \`MemoryMax=\`` },
      {
        do: 'Take the exemption off: `OOMScoreAdjust=`, `/proc/PID/oom_score_adj`',
        risk: 'The next shortage may kill this service.',
      },
    ],
  },
  zh: {
    title: ({ name, size }, say) => `\`${name}\` 占用 ${say.bytes(size)} 且不可被杀（\`oom_score_adj\` −1000）`,
    text: ({ share, kill }, say) =>
      `它占内存的 **${say.percent(share)}**（${say.percent(noted)} 起提示）却被豁免，于是内核去杀其他进程，而它们归还的内存不够。${kill.victim ? `\`${kill.victim.name}\` 代它被杀。` : ''}`,
    refute: () => '若该进程自身很小，只是映射了他人的共享内存，则不成立。',
    actions: ({ name }) => [
      { do: `在可以限制之处限制 \`${name}\`：其自身配置、\`MemoryMax=\`` },
      { do: '取消豁免：`OOMScoreAdjust=`、`/proc/PID/oom_score_adj`', risk: '下一次内存不足时可能杀掉该服务。' },
    ],
  },
})
