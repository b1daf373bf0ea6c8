import { cgroupOf } from '../formats/cgroup-path.ts'
import { sayCgroup } from './cgroup-words.ts'
import { recordsOf } from '../snapshot/snapshot.ts'
import type { Bytes } from '../units.ts'
import { chargeOf, type CgroupCharge } from './cgroup-charge.ts'
import { kB } from './figures.ts'
import { killHits, memcgKills, victimsIn, type KillAt } from './kills.ts'
import type { Told } from './failures.ts'
import { killedWords, NOBODY, usesWords, type Kill } from './kill-words.ts'
import { defineRule, type Case, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { cause } = thresholds['memcg-shmem-kernel']
const { dirty: dirtyFrom, full } = thresholds['memcg-limit-oom']

interface Params {
  readonly path: string | null
  /** Which counter was full. */
  readonly counter: 'memory' | 'memory+swap' | 'kmem'
  readonly limit: Bytes | null
  readonly uses: CgroupCharge['uses']
  readonly failcnt: number | null
  /** The limit of swap, where that was full too. */
  readonly swap: Bytes | null
  /** File cache that must be written before it can go, where it is much of the usage. */
  readonly dirty: number | null
  /** Kills that memory.events counts, where no report of one is in the paste. */
  readonly counted: number | null
  /** memory.oom.group: the whole group dies together. */
  readonly whole: number | null
}

/** F69. A control group was at its limit; the machine may have memory in plenty. */
export const memcgLimitOom = defineRule({
  id: 'memcg-limit-oom',
  reference: [
    'admin-guide/cgroup-v2.rst (memory.max, memory.oom.group)',
    'admin-guide/cgroup-v1/memory.rst',
    'mm/memcontrol.c, mem_cgroup_out_of_memory',
  ],
  explains: [
    'memcg-parent-limit',
    'memcg-shmem-kernel',
    'memcg-high-throttled',
    'oom-loop',
    'oom-victim-not-largest',
    'slub-memcg-cache',
  ],
  check: (theCase) => {
    const kills = killHits(memcgKills(theCase), tell)
    return [...kills, ...counted(theCase, new Set(kills.map(({ subject }) => subject)))]
  },
  en: {
    title: ({ path, counter, limit, counted: kills, kill }, say) =>
      `${COUNTERS.en[counter]} limit${limit === null ? '' : ` of ${say.bytes(limit)}`} reached in ${path === null ? 'a control group' : sayCgroup(path, 'en')}${kill.victim ? `: \`${kill.victim.name}\` was killed` : kills === null ? '' : `: ${say.count(kills)} killed since it was made`}`,
    text: ({ path, uses, failcnt, swap, dirty, counted: kills, whole, kill }, say) =>
      `${path === null ? 'The group' : `\`${path}\``} was at its limit and could not be reclaimed below it; this is no shortage of the machine. ${uses.length > 0 ? `Charged to it: ${usesWords.en(uses, say)}. ` : ''}${dirty === null ? '' : `${say.bytes(dirty)} of it is file cache that is dirty or under writeback: it is written more slowly than it is filled, and can't go before; that is no leak. `}${swap === null ? '' : `Its swap of ${say.bytes(swap)} was full too. `}${failcnt === null ? '' : `The limit had been hit ${say.count(failcnt)} times (\`failcnt\`): most hits end in reclaim, not in a kill. `}${whole === null ? '' : `\`memory.oom.group\` is set, so all ${say.count(whole)} processes of the group died together. `}${kills === null ? '' : `Its \`memory.events\` tell so (\`oom\` and \`oom_kill\`); when, and who died, is in the kernel log of that time. `}${killedWords.en(kill, say)}`.trimEnd(),
    refute: () => 'A report without `CONSTRAINT_MEMCG` or `limit of`: that is about the whole machine.',
    actions: ({ counter }) => [
      {
        do: 'Compare the limit with what the program needs at its peak: `memory.peak` or `memory.max_usage_in_bytes`, heap settings plus what lies outside the heap',
      },
      { do: 'See what grows: `memory.stat` of the group over time' },
      ...(counter === 'kmem'
        ? [
            {
              do: 'Take the kernel memory limit off: it is deprecated and fails programs at random',
              risk: 'The group needs a restart on old kernels.',
            },
          ]
        : [
            {
              do: 'Raise the limit (`resources.limits.memory`, `MemoryMax=`, `docker update -m`)',
              risk: 'Against a leak it only buys time, and the node must have the memory.',
            },
          ]),
    ],
  },
  zh: {
    title: ({ path, counter, limit, counted: kills, kill }, say) =>
      `${path === null ? '某个 cgroup' : sayCgroup(path, 'zh')} 达到${limit === null ? '' : ` ${say.bytes(limit)} 的`}${COUNTERS.zh[counter]}限额${kill.victim ? `：\`${kill.victim.name}\` 被杀` : kills === null ? '' : `：建立以来已杀 ${say.count(kills)} 个进程`}`,
    text: ({ path, uses, failcnt, swap, dirty, counted: kills, whole, kill }, say) =>
      `${path === null ? '该 cgroup' : `\`${path}\` `}已达限额且回收不下来；这不是整机缺内存。${uses.length > 0 ? `记在其名下的有：${usesWords.zh(uses, say)}。` : ''}${dirty === null ? '' : `其中 ${say.bytes(dirty)} 是脏的或正在回写的文件缓存：写盘慢于写入，写完之前不能释放；这不是泄漏。`}${swap === null ? '' : `其 ${say.bytes(swap)} 的 swap 限额也已用满。`}${failcnt === null ? '' : `限额已被触及 ${say.count(failcnt)} 次（\`failcnt\`）：多数以回收了结，而非杀进程。`}${whole === null ? '' : `设置了 \`memory.oom.group\`，因此组内 ${say.count(whole)} 个进程一同被杀。`}${kills === null ? '' : '由其 `memory.events` 的 `oom` 与 `oom_kill` 得知；何时、谁被杀，要看当时的内核日志。'}${killedWords.zh(kill, say)}`,
    refute: () => '若报告中没有 `CONSTRAINT_MEMCG` 或 `limit of`，则是整机内存不足。',
    actions: ({ counter }) => [
      { do: '把限额与程序峰值需求比较：`memory.peak` 或 `memory.max_usage_in_bytes`，堆配置再加上堆外部分' },
      { do: '查看什么在增长：持续观察该组的 `memory.stat`' },
      ...(counter === 'kmem'
        ? [{ do: '取消内核内存限额：它已废弃，且会使程序随机失败', risk: '旧内核上需要重启该组。' }]
        : [
            {
              do: '提高限额（`resources.limits.memory`、`MemoryMax=`、`docker update -m`）',
              risk: '对泄漏只是拖延，且节点必须有这些内存。',
            },
          ]),
    ],
  },
})

const COUNTERS = {
  en: { memory: 'Memory', 'memory+swap': 'Memory and swap', kmem: 'Kernel memory' },
  zh: { memory: '内存', 'memory+swap': '内存加 swap ', kmem: '内核内存' },
} as const

function tell({ moment, data, failure }: KillAt): Told<Params> {
  const group = data.cgroup
  const isFull = (counter: { usage?: { value: number }; limit?: { value: number } } | undefined) =>
    counter?.usage !== undefined && counter.limit !== undefined && counter.usage.value >= counter.limit.value * full
  const counter = isFull(group)
    ? 'memory'
    : isFull(group?.memsw)
      ? 'memory+swap'
      : isFull(group?.kmem)
        ? 'kmem'
        : 'memory'
  const held = { memory: group, 'memory+swap': group?.memsw, kmem: group?.kmem }[counter]
  const path = group?.limited?.value ?? null
  const known = (failure.cgroup ?? moment.cgroups.find((book) => path !== null && book.path === path))?.limit
  const limit = held?.limit?.value ?? (known && known !== 'unlimited' ? known.bytes : null)
  const use = failure.cgroup && chargeOf(failure.cgroup, group?.kmem?.usage)
  const isCause = use !== null && Math.max(use.shmem, use.kernel) >= use.usage * cause
  // Version 1 prints them as `dirty` and `writeback`, with those of the groups below as `total_*`.
  const stat = (key: string) =>
    (group?.stat?.get(`file_${key}`) ?? group?.stat?.get(`total_${key}`) ?? group?.stat?.get(key))?.value ?? 0
  const dirty = stat('dirty') + stat('writeback')
  return {
    subject: path ?? '',
    // Where tmpfs or the kernel filled the group, that is the head of the story.
    ...(isCause && { explains: memcgLimitOom.explains!.filter((id) => id !== 'memcg-shmem-kernel') }),
    bytes: (held?.usage?.value ?? use?.usage ?? limit) as Bytes | null,
    params: {
      path,
      counter,
      limit,
      uses: use?.uses ?? [],
      failcnt: held?.failcnt?.value || null,
      dirty: dirty > 0 && use !== null && dirty >= use.usage * dirtyFrom ? dirty : null,
      swap: isFull(group?.swap) && group!.swap!.limit!.value > 0 ? group!.swap!.limit!.value : null,
      counted: null,
      whole: data.group ? victimsIn(data).length : null,
    },
    places: [group?.limited?.span, held?.usage?.span, held?.limit?.span, data.constraintSpan, ...(use?.evidence ?? [])],
    arithmetic: [
      ...(held?.usage && limit !== null ? [`${counter}: usage ${kB(held.usage.value)} / limit ${kB(limit)}`] : []),
      ...(use ? [use.arithmetic] : []),
      ...(path === null ? ['constraint memcg'] : [`limit of ${path}`]),
    ],
  }
}

/** Groups whose counters tell of kills at their limit, of which no report is in the paste. */
function counted({ moments }: Case, told: ReadonlySet<string | undefined>): Hit<Params & { readonly kill: Kill }>[] {
  return moments.flatMap((moment) => {
    const groups = recordsOf(moment, 'cgroupFile').flatMap(({ data: { name, path: file, values } }) => {
      const [oom, kills] = [values?.get('oom'), values?.get('oom_kill')]
      const path = cgroupOf(file ?? null)
      return name === 'memory.events' && path !== null && oom?.value && kills?.value ? [{ path, oom, kills }] : []
    })
    return (
      groups
        // Counters hold those of the groups below, whose limit it was.
        .filter(({ path }) => !told.has(path) && !groups.some((each) => each.path.startsWith(`${path}/`)))
        .map(({ path, oom, kills }) => {
          const limit = moment.cgroups.find((book) => book.path === path)?.limit
          return {
            severity: 'warning',
            confidence: 'likely',
            snapshot: moment.index,
            subject: path,
            bytes: null,
            params: {
              path,
              counter: 'memory',
              limit: limit && limit !== 'unlimited' ? limit.bytes : null,
              uses: [],
              failcnt: null,
              swap: null,
              dirty: null,
              counted: kills.value,
              whole: null,
              kill: NOBODY,
            },
            evidence: [oom.span, kills.span],
            arithmetic: [`memory.events: oom ${oom.value}, oom_kill ${kills.value}`],
          }
        })
    )
  })
}
