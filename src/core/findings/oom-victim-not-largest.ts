import { toBytes, pages } from '../units.ts'
import { globalKills, killHits, memcgKills } from './kills.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { larger, share } = thresholds['oom-victim-not-largest']

/** F66. Somebody smaller died. The killer weighs size and oom_score_adj, and a few processes it may not take. */
export const oomVictimNotLargest = defineRule({
  id: 'oom-victim-not-largest',
  reference: [
    'filesystems/proc.rst (oom_score_adj)',
    'mm/oom_kill.c, oom_badness',
    'admin-guide/sysctl/vm.rst (oom_kill_allocating_task)',
  ],
  check: (theCase) =>
    killHits([...globalKills(theCase), ...memcgKills(theCase)], ({ data, failure: { badness, pageSize } }) => {
      const victim = badness?.victim
      // Who is exempt is no candidate.
      const [largest] = (badness?.candidates ?? [])
        .filter(({ points }) => points !== null)
        .sort((a, b) => b.size - a.size)
      if (!badness || !victim || !largest || data.panic || largest.size < victim.size * larger) return null
      if (largest.size * pageSize < badness.total.bytes * share) return null
      const asked = data.trigger?.pid?.value === victim.pid
      return {
        severity: 'warning' as const,
        bytes: toBytes(pages(largest.size), pageSize),
        params: {
          victim: { name: victim.name, size: victim.size * pageSize, adjust: victim.adjust },
          largest: { name: largest.name, size: largest.size * pageSize, adjust: largest.adjust },
          why:
            badness.choice === 'adjusted'
              ? ('adjusted' as const)
              : data.announced
                ? ('child' as const)
                : asked
                  ? ('allocating' as const)
                  : ('other' as const),
        },
        places: [...victim.evidence, ...largest.evidence],
        arithmetic: [victim, largest].map(
          ({ name, size, adjust, points }) =>
            `${name}: ${size} pages, oom_score_adj ${adjust ?? '?'}, points ${points ?? 'unkillable'}`,
        ),
      }
    }),
  en: {
    title: ({ victim, largest }, say) =>
      `\`${victim.name}\` was killed with ${say.bytes(victim.size)}, while \`${largest.name}\` held ${say.bytes(largest.size)}`,
    text: ({ victim, largest, why }) =>
      ({
        adjusted: `\`oom_score_adj\` decided: ${victim.adjust ?? '?'} for \`${victim.name}\`, ${largest.adjust ?? '?'} for \`${largest.name}\`; one point counts as a thousandth of all memory. So the kill freed less than it could.`,
        child: `Kernels up to 5.0 spare the chosen parent and kill a child with memory of its own first. The kill freed less than it could.`,
        allocating: `The victim is the task that was asking for memory: \`vm.oom_kill_allocating_task\` kills whoever asks, however small. \`${largest.name}\` had the higher score and lived on.`,
        other: `By size and \`oom_score_adj\` \`${largest.name}\` came first. It was passed over: already dying or reaped, outside the cpuset or control group, or it had grown after the choice.`,
      })[why],
    refute: ({ largest }) =>
      `Memory of \`${largest.name}\` that is mostly shared: then its end would have freed little too.`,
    actions: ({ why }) => [
      why === 'allocating'
        ? { do: 'Set `sysctl vm.oom_kill_allocating_task=0`', risk: 'The choice takes a scan of all processes.' }
        : {
            do: 'Compare `/proc/PID/oom_score_adj` of both with what is meant: `OOMScoreAdjust=`, the QoS class of the pod',
          },
    ],
  },
  zh: {
    title: ({ victim, largest }, say) =>
      `被杀的 \`${victim.name}\` 只占 ${say.bytes(victim.size)}，而 \`${largest.name}\` 占 ${say.bytes(largest.size)}`,
    text: ({ victim, largest, why }) =>
      ({
        adjusted: `由 \`oom_score_adj\` 决定：\`${victim.name}\` 为 ${victim.adjust ?? '?'}，\`${largest.name}\` 为 ${largest.adjust ?? '?'}；每一点相当于全部内存的千分之一。因此这次释放的内存少于可能的量。`,
        child: '5.0 及以前的内核会放过选中的父进程，先杀拥有独立内存的子进程，因此释放的内存少于可能的量。',
        allocating: `被杀的正是申请内存的任务：\`vm.oom_kill_allocating_task\` 谁申请就杀谁，不论大小。得分更高的 \`${largest.name}\` 活了下来。`,
        other: `按大小与 \`oom_score_adj\`，排在首位的是 \`${largest.name}\`。它被跳过：已在退出或已被回收、不在该 cpuset 或 cgroup 内，或是在选定之后才增长。`,
      })[why],
    refute: ({ largest }) => `若 \`${largest.name}\` 的内存大多是共享的，则杀掉它同样释放不多。`,
    actions: ({ why }) => [
      why === 'allocating'
        ? { do: '设置 `sysctl vm.oom_kill_allocating_task=0`', risk: '选择时需要扫描所有进程。' }
        : { do: '核对两者的 `/proc/PID/oom_score_adj` 是否符合预期：`OOMScoreAdjust=`、Pod 的 QoS 等级' },
    ],
  },
})
