import type { CgroupBook } from '../ledger/cgroup.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Figure } from '../text/source.ts'
import { bytes } from '../units.ts'
import { evidenceOf } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit, type Say } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { share: from, floor } = thresholds['memcg-cache-reclaimable']

/** What one control group held at one moment, in the keys that decide. Bytes. */
interface State {
  readonly snapshot: number
  readonly usage: number
  readonly known: boolean
  readonly inactive: number
  readonly active: number
  /** Anonymous memory. */
  readonly anon: number
  readonly workingSet: number
}

interface Params {
  /** Its path; null where the paste names none. */
  readonly path: string | null
  readonly version: 1 | 2
  readonly states: readonly [State, ...State[]]
  readonly limit: number | null
  /** `rss` of version 1 or `anon` of version 2. */
  readonly anonKey: string
  readonly usageFormula: string
}

interface Seen {
  readonly moment: Moment
  readonly book: CgroupBook
  readonly state: State
  readonly anonKey: string
  readonly figures: readonly [Figure, ...Figure[]]
}

/** Version 1 prints the group alone under the key, and with its children under `total_`. */
const field = (fields: ReadonlyMap<string, Figure>, key: string) => fields.get(`total_${key}`) ?? fields.get(key)

function seen(moment: Moment, book: CgroupBook): Seen[] {
  if (isRoot(book)) return []
  const { fields, version } = book
  const anonKey = version === 1 ? 'rss' : 'anon'
  const [inactive, active, anon] = ['inactive_file', 'active_file', anonKey].map((key) => field(fields, key))
  if (!inactive || !active || !anon || !book.workingSet) return []
  return [
    {
      moment,
      book,
      anonKey,
      state: {
        snapshot: moment.index,
        usage: book.usage.bytes,
        known: book.usage.known,
        inactive: inactive.value,
        active: active.value,
        anon: anon.value,
        workingSet: book.workingSet.bytes,
      },
      figures: [inactive, active, anon],
    },
  ]
}

/** The root group is the machine, of which other rules speak. A container sees its own group there, with its limit. */
const isRoot = ({ path, limit, version, usage }: CgroupBook) =>
  /^\/(?:sys\/fs\/cgroup(?:\/memory)?)?$/.test(path ?? '') &&
  (limit === null || limit === 'unlimited') &&
  // Version 2 has no memory.current at the root.
  !(version === 2 && usage.known)

const mostlyCache = ({ usage, inactive, active }: State) => inactive + active >= Math.max(floor, from * usage)

function groupsOf({ moments }: Case): (readonly [Seen, ...Seen[]])[] {
  const groups = new Map<string, [Seen, ...Seen[]]>()
  for (const each of moments.flatMap((moment) => moment.cgroups.flatMap((book) => seen(moment, book)))) {
    const key = JSON.stringify([each.moment.host, each.book.path])
    const list = groups.get(key)
    if (list) list.push(each)
    else groups.set(key, [each])
  }
  return [...groups.values()]
}

/** What tells the usage, and where its controller is mounted. */
const FILES = {
  1: ['memory/memory.usage_in_bytes', 'memory/memory.stat', 'memory/memory.failcnt'],
  2: ['memory.current', 'memory.stat', 'memory.events'],
} as const

/** A file of the group at `path`; inside a container that is the root. */
function fileOf(path: string | null, file: string): string {
  const [name, controller] = file.split('/').reverse()
  const directory = path === null || path === '/' ? '' : path
  return `/sys/fs/cgroup${controller === undefined ? '' : `/${controller}`}${directory}/${name!}`
}

/** F73. A control group whose usage is mostly file cache: it fills to the limit and gives way there. */
export const memcgCacheReclaimable = defineRule({
  id: 'memcg-cache-reclaimable',
  reference: [
    'admin-guide/cgroup-v2.rst (memory.stat)',
    'cadvisor: container/libcontainer/handler.go (setMemoryStats)',
  ],
  // What grew in the group is that cache.
  explains: ['growth'],
  check: (theCase): Hit<Params>[] => {
    const killed = theCase.moments.some(({ failures }) => failures.some(({ scope }) => scope === 'memcg'))
    return groupsOf(theCase).flatMap((group) => {
      const { moment, book, state, anonKey } = group.at(-1)!
      if (!mostlyCache(state) || killed) return []
      const limit = book.limit === null || book.limit === 'unlimited' ? null : book.limit
      const [first, ...rest] = group.flatMap(({ figures }) => [...evidenceOf(...figures)])
      return [
        {
          severity: 'notice',
          confidence: state.known ? 'certain' : 'likely',
          snapshot: moment.index,
          subject: book.path ?? '',
          bytes: bytes(state.inactive + state.active),
          params: {
            path: book.path,
            version: book.version,
            states: group.map((each) => each.state) as [State, ...State[]],
            limit: limit?.bytes ?? null,
            anonKey,
            usageFormula: book.usage.formula,
          },
          evidence: [first!, ...rest, ...book.usage.evidence, ...(limit?.evidence ?? [])] satisfies Evidence,
          arithmetic: group.flatMap((each, index) => lines(each, group[index - 1]?.state)),
        },
      ]
    })
  },
  collect: ({ path, version, states }) =>
    states.at(-1)!.known ? [] : FILES[version].map((file) => fileOf(path, file)),
  en: {
    title: ({ states }, say) => {
      const { usage, known, inactive, active } = states.at(-1)!
      return `${say.percent((inactive + active) / usage)} of the ${known ? '' : 'estimated '}usage is file cache: it gives way at the limit, and is no leak`
    },
    text: ({ states, limit, anonKey, usageFormula }, say) => {
      const last = states.at(-1)!
      return [
        `Of ${say.bytes(last.usage)} (${last.known ? `\`${usageFormula}\`` : `an estimate: \`${usageFormula}\`, for the usage file is not in the paste`}) **${say.bytes(last.inactive + last.active)}** is page cache of files; the programs’ own memory is \`${anonKey}\` ${say.bytes(last.anon)}.`,
        ...moves(states, say, 'en'),
        `At the limit${limit === null ? '' : ` of ${say.bytes(limit)}`} the kernel drops this cache before anything is killed, so a graph that climbs and stays there is no leak.`,
        `The metric \`container_memory_working_set_bytes\` is usage − \`inactive_file\`: ${say.list(states.map(({ workingSet }) => say.bytes(workingSet)))}. It still counts \`active_file\`, so reading a file twice raises it. The formula usage − \`active_file\`, which is also found (${say.bytes(last.usage - last.active)}), goes the right way and stops half way: \`inactive_file\` must be taken off too, which leaves ${say.bytes(last.usage - last.active - last.inactive)}.`,
      ].join(' ')
    },
    refute: ({ anonKey }) =>
      `\`${anonKey}\` that grows along, or \`oom_kill\` in \`memory.events\` above 0: then it is not the cache that fills the limit.`,
    actions: ({ anonKey }) => [
      { do: 'Nothing is to be done about the memory' },
      {
        do: `Alert on \`${anonKey}\` (\`container_memory_rss\`) and on \`memory.events\`, not on the working set alone`,
      },
      {
        do: 'Rotate or read large logs outside the container, or with `O_DIRECT` or `posix_fadvise(DONTNEED)`, where the graph disturbs',
      },
    ],
  },
  zh: {
    title: ({ states }, say) => {
      const { usage, known, inactive, active } = states.at(-1)!
      return `${known ? '' : '估算的'}用量中 ${say.percent((inactive + active) / usage)} 是文件缓存：达到限额时会让出，并非泄漏`
    },
    text: ({ states, limit, anonKey, usageFormula }, say) => {
      const last = states.at(-1)!
      return [
        `在 ${say.bytes(last.usage)}（${last.known ? `\`${usageFormula}\`` : `估算值：\`${usageFormula}\`，粘贴内容中没有用量文件`}）中，**${say.bytes(last.inactive + last.active)}** 是文件的页缓存；程序自身的内存 \`${anonKey}\` 为 ${say.bytes(last.anon)}。`,
        ...moves(states, say, 'zh'),
        `达到限额${limit === null ? '' : `（${say.bytes(limit)}）`}时，内核会先丢弃这些缓存，而不会先杀进程，因此曲线升高后停在高位并非泄漏。`,
        `指标 \`container_memory_working_set_bytes\` 等于用量 − \`inactive_file\`：${say.list(states.map(({ workingSet }) => say.bytes(workingSet)))}。它仍包含 \`active_file\`，所以同一文件读第二遍就会使其上升。另有公式为用量 − \`active_file\`（${say.bytes(last.usage - last.active)}），方向正确但只走了一半：还应减去 \`inactive_file\`，结果为 ${say.bytes(last.usage - last.active - last.inactive)}。`,
      ].join('')
    },
    refute: ({ anonKey }) =>
      `若 \`${anonKey}\` 随之增长，或 \`memory.events\` 中 \`oom_kill\` 大于 0，则占满限额的不是缓存。`,
    actions: ({ anonKey }) => [
      { do: '内存方面无需处理' },
      { do: `告警应看 \`${anonKey}\`（\`container_memory_rss\`）与 \`memory.events\`，而不只看 working set` },
      { do: '若曲线造成困扰，在容器外轮转或读取大日志，或使用 `O_DIRECT`、`posix_fadvise(DONTNEED)`' },
    ],
  },
})

/** The working set, and above it what moved since the state before: `inactive_file +8650752, rss −4096`. */
function lines({ state, book, anonKey }: Seen, before: State | undefined): string[] {
  const keys = { inactive_file: 'inactive', active_file: 'active', [anonKey]: 'anon' } as const
  const deltas = Object.entries(keys).flatMap(([key, name]) => {
    const change = before ? state[name] - before[name] : 0
    return change === 0 ? [] : [`${key} ${change < 0 ? '−' : '+'}${Math.abs(change)}`]
  })
  return [
    ...(deltas.length === 0 ? [] : [deltas.join(', ')]),
    `${book.usage.formula} − inactive_file = ${state.usage} − ${state.inactive} = ${state.workingSet}`,
  ]
}

/** A sentence for each step between two moments in which cache moved. */
function moves(states: readonly State[], say: Say, language: 'en' | 'zh'): string[] {
  return states.slice(1).flatMap((now, index) => {
    const before = states[index]!
    const changes = (['inactive', 'active', 'anon'] as const).flatMap((name) => {
      const change = now[name] - before[name]
      if (Math.abs(change) < floor) return []
      const key = name === 'anon' ? (language === 'en' ? 'anonymous memory' : '匿名内存') : `\`${name}_file\``
      return [`${key} ${change < 0 ? '−' : '+'}${say.bytes(Math.abs(change))}`]
    })
    if (changes.length === 0) return []
    return language === 'en'
      ? [`From snapshot ${index + 1} to ${index + 2}: ${say.list(changes)}.`]
      : [`快照 ${index + 1} 到 ${index + 2}：${say.list(changes)}。`]
  })
}
