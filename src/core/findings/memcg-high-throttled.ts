import { directoryOf, sayCgroup } from './cgroup-words.ts'
import { cgroupFiles, pathOf } from '../ledger/cgroup.ts'
import { grouped } from '../lookup.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import type { Moment } from '../snapshot/moment.ts'
import { bytes } from '../units.ts'
import { evidenceOf, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { near, stall: felt } = thresholds['memcg-high-throttled']

/** F74. memory.high kills nobody: it makes the tasks of the group reclaim and wait, until they seem to hang. */
export const memcgHighThrottled = defineRule({
  id: 'memcg-high-throttled',
  reference: [
    'admin-guide/cgroup-v2.rst (memory.high)',
    'accounting/psi.rst',
    'mm/memcontrol.c, mem_cgroup_handle_over_high',
  ],
  // What the host stalls for is this group; it lacks nothing itself.
  silences: ['thrashing'],
  check: ({ moments }) =>
    moments.flatMap((moment) =>
      groupsIn(moment).flatMap(({ path, current, high, events, stall }) => {
        if (!current || !high || current.value < high.value * near || high.value === 0) return []
        if (!stall && !events?.value) return []
        if (stall && stall.value <= felt) return []
        return [
          {
            severity: 'warning' as const,
            confidence: stall && events?.value ? ('certain' as const) : ('likely' as const),
            snapshot: moment.index,
            subject: path ?? '',
            bytes: bytes(current.value),
            params: {
              path,
              current: current.value,
              high: high.value,
              events: events?.value ?? null,
              stall: stall?.value ?? null,
            },
            evidence: evidenceOf(current, high, events, stall),
            arithmetic: [
              `memory.current ${kB(current.value)} / memory.high ${kB(high.value)}`,
              ...(events ? [`memory.events high ${events.value}`] : []),
              ...(stall ? [`memory.pressure full avg60 ${stall.value}`] : []),
            ],
          },
        ]
      }),
    ),
  collect: ({ path }) => {
    const directory = path === null ? null : directoryOf(path)
    return directory === null ? [] : [`${directory}/memory.pressure`, `${directory}/memory.events`]
  },
  en: {
    title: ({ path, high, stall }, say) =>
      `${path === null ? 'A control group' : capital(sayCgroup(path, 'en'))} is throttled at its \`memory.high\` of ${say.bytes(high)}${stall === null ? '' : `: all its tasks waited ${say.count(stall)} % of the last minute`}`,
    text: ({ current, high, events, stall }, say) =>
      `It uses ${say.bytes(current)}, **${say.percent(current / high)}** of \`memory.high\` (noted from ${say.percent(near)}). Above it every task that allocates must reclaim from its own group first and then sleep; nobody is killed, the service just gets slow and seems to hang.${events === null ? '' : ` The mark was passed ${say.count(events)} times.`}${stall === null ? '' : ` Stalls are noted from ${say.count(felt)} %. The pressure of the whole host includes them, though the host itself may have memory in plenty.`}`,
    refute: () => '`high` in `memory.events` that no longer rises: then the throttling is past.',
    actions: () => [
      {
        do: 'Read `memory.events` twice: does `high` rise? And `memory.stat`: is it cache that could go, or anonymous memory?',
      },
      {
        do: 'Raise or lift the mark: `systemctl set-property UNIT MemoryHigh=…`, `echo max > memory.high`',
        risk: 'The group takes more of the host; keep `memory.max` as the bound.',
      },
      {
        do: 'Make the program smaller, or give the group swap',
        risk: 'Swapped out pages make it slow in another way.',
      },
    ],
  },
  zh: {
    title: ({ path, high, stall }, say) =>
      `${path === null ? '某个 cgroup' : sayCgroup(path, 'zh')} 在其 ${say.bytes(high)} 的 \`memory.high\` 处被限速${stall === null ? '' : `：最近一分钟有 ${say.count(stall)} % 的时间所有任务都在等待`}`,
    text: ({ current, high, events, stall }, say) =>
      `它已用 ${say.bytes(current)}，为 \`memory.high\` 的 **${say.percent(current / high)}**（${say.percent(near)} 起提示）。超过该值后，组内每个申请内存的任务都须先从本组回收再睡眠；不会杀进程，只是服务变慢、看似挂起。${events === null ? '' : `该值已被越过 ${say.count(events)} 次。`}${stall === null ? '' : `停顿达 ${say.count(felt)} % 起提示。整机的压力指标也包含它，但主机本身可能内存充足。`}`,
    refute: () => '若 `memory.events` 中的 `high` 不再增长，则限速已经过去。',
    actions: () => [
      { do: '读两次 `memory.events`：`high` 是否增长；再看 `memory.stat`：是可释放的缓存，还是匿名内存' },
      {
        do: '提高或取消该值：`systemctl set-property UNIT MemoryHigh=…`、`echo max > memory.high`',
        risk: '该组会占用主机更多内存；保留 `memory.max` 作为上限。',
      },
      { do: '缩小程序，或给该组 swap', risk: '换出的页会以另一种方式变慢。' },
    ],
  },
})

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

interface Group {
  /** Null where the paste does not tell which group it is. */
  readonly path: string | null
  readonly current: Figure | undefined
  readonly high: Figure | undefined
  readonly events: Figure | undefined
  /** memory.pressure, full, percent of the last minute. */
  readonly stall: Figure | undefined
}

/** What the files of each control group say of its memory.high. */
function groupsIn(moment: Moment): Group[] {
  const pressures = grouped(recordsOf(moment, 'pressure'), ({ subject }) => subject)
  return [...cgroupFiles(moment)].map(([group, records]) => {
    const file = (name: string) => records.find(({ data }) => data.name === name)?.data
    const number = (name: string): Figure | undefined => {
      const value = file(name)?.value
      return value && typeof value.value === 'number' ? (value as Figure) : undefined
    }
    const [pressure] = pressures.get(group) ?? []
    return {
      path: pathOf(group),
      current: number('memory.current'),
      high: number('memory.high'),
      events: file('memory.events')?.values?.get('high'),
      stall: pressure?.data.full?.avg60,
    }
  })
}
