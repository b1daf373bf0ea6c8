import { evidenceOf, hosts, kB } from './figures.ts'
import { settingOf } from './settings.ts'
import { defineRule } from './rule.ts'

/** F05. Promised memory beyond a limit that is not enforced. */
export const committedAsHarmless = defineRule({
  id: 'committed-as-harmless',
  reference: ['mm/overcommit-accounting.rst'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, get }) => {
      const [limit, committed] = [get('CommitLimit'), get('Committed_AS')]
      const mode = settingOf(theCase, 'vm.overcommit_memory')
      if (!limit || !committed || committed.value <= limit.value || mode?.value === 2) return []
      return [
        {
          severity: 'info',
          confidence: mode ? 'certain' : 'likely',
          snapshot: moment.index,
          bytes: null,
          params: { committed: committed.value, limit: limit.value, mode: mode?.value ?? null },
          evidence: evidenceOf(committed, limit, mode),
          arithmetic: [`Committed_AS ${kB(committed.value)} > CommitLimit ${kB(limit.value)}`],
        } as const,
      ]
    }),
  collect: ({ mode }) => (mode === null ? ['/proc/sys/vm/overcommit_memory'] : []),
  en: {
    title: ({ committed, limit }, say) =>
      `${say.bytes(committed)} are promised against a limit of ${say.bytes(limit)}: no matter`,
    text: ({ mode }) =>
      `\`Committed_AS\` counts what programs could touch at most. \`CommitLimit\` binds only with \`vm.overcommit_memory=2\`; ${mode === null ? 'the mode is not in the paste, and the default is 0' : `here it is ${mode}`}.`,
    refute: () => '`sysctl vm.overcommit_memory` prints 2: then allocations fail although RAM is free.',
    actions: () => [{ do: 'Nothing; to be sure, `sysctl vm.overcommit_memory`' }],
  },
  zh: {
    title: ({ committed, limit }, say) => `已承诺 ${say.bytes(committed)}，超出限额 ${say.bytes(limit)}：无妨`,
    text: ({ mode }) =>
      `\`Committed_AS\` 统计程序最多可能触及的内存。只有 \`vm.overcommit_memory=2\` 时 \`CommitLimit\` 才有约束力；${mode === null ? '粘贴内容中没有该模式，默认值为 0' : `此处为 ${mode}`}。`,
    refute: () => '若 `sysctl vm.overcommit_memory` 为 2，则即使有空闲内存，分配也会失败。',
    actions: () => [{ do: '无需处理；如需确认，执行 `sysctl vm.overcommit_memory`' }],
  },
})
