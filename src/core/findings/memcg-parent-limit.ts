import { directoryOf, sayCgroup } from './cgroup-words.ts'
import { killHits, memcgKills } from './kills.ts'
import { defineRule } from './rule.ts'

/** F71. The limit that was hit is not the container's own but one above it. */
export const memcgParentLimit = defineRule({
  id: 'memcg-parent-limit',
  reference: ['admin-guide/cgroup-v2.rst (Resource Distribution Models)'],
  check: (theCase) =>
    killHits(memcgKills(theCase), ({ data: { cgroup } }, story) => {
      const { limited, task, limit } = cgroup ?? {}
      const isAbove =
        limited &&
        task &&
        task.value !== limited.value &&
        (limited.value === '/' || task.value.startsWith(`${limited.value}/`))
      if (!isAbove) return null
      const tasks = [...new Set(story.flatMap(({ data }) => data.cgroup?.task?.value ?? []))]
      return {
        subject: limited.value,
        severity: 'warning' as const,
        bytes: limit?.value ?? null,
        params: { limited: limited.value, tasks, limit: limit?.value ?? null },
        places: [limited.span, task.span, limit?.span],
        arithmetic: tasks.map((each) => `oom_memcg=${limited.value}, task_memcg=${each}`),
      }
    }),
  collect: ({ limited }) => {
    const directory = directoryOf(limited)
    return directory === null ? [] : [`${directory}/memory.max`, `sh -c 'head ${directory}/*/memory.current'`]
  },
  en: {
    title: ({ limited, limit }, say) =>
      `The limit${limit === null ? '' : ` of ${say.bytes(limit)}`} that was hit belongs to ${sayCgroup(limited, 'en')}, above the process's own group`,
    text: ({ limited, tasks }, say) =>
      `\`${limited}\` bounds all groups below it together. The victim${tasks.length > 1 ? 's lived' : ' lived'} in ${say.list(tasks.map((task) => `\`${task}\``))}, which may be far from ${tasks.length > 1 ? 'their own limits' : 'its own limit'}: the sum counts, and whoever has the highest score in any of them dies, be it an innocent neighbour.`,
    refute: () => 'A group between the two that has the same limit.',
    actions: () => [
      {
        do: 'Add up `memory.current` of the groups below it: who takes most, and do their limits add up to more than this one?',
      },
      {
        do: 'Set the limits of the containers so that their sum fits, or raise this one',
        risk: 'The node must have the memory.',
      },
    ],
  },
  zh: {
    title: ({ limited, limit }, say) =>
      `达到的${limit === null ? '' : ` ${say.bytes(limit)} `}限额属于${sayCgroup(limited, 'zh')}，在进程自身的 cgroup 之上`,
    text: ({ limited, tasks }, say) =>
      `\`${limited}\` 限制其下所有 cgroup 之和。被杀进程位于 ${say.list(tasks.map((task) => `\`${task}\``))}，可能离自己的限额还很远：计的是总和，其中得分最高者被杀，哪怕是无辜的邻居。`,
    refute: () => '若两者之间还有一层 cgroup 设置了相同的限额，则以那一层为准。',
    actions: () => [
      { do: '把其下各 cgroup 的 `memory.current` 相加：谁占得最多，它们的限额之和是否超过这一限额' },
      { do: '调整各容器限额使其总和不超出，或提高这一限额', risk: '节点必须有这些内存。' },
    ],
  },
})
