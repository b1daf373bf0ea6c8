import type { Language } from '../language/say.ts'
import type { Scope } from '../ledger/account.ts'
import type { Unit } from './quantities.ts'
import type { RowChange, RowsChange, RowsOf } from './rows.ts'

/** The words around the figures of a comparison, on the page and in documents. */
export interface ComparisonLabels {
  readonly title: string
  readonly between: (before: string, after: string) => string
  readonly before: string
  readonly after: string
  readonly change: string
  readonly account: string
  /** The rows that a bridge begins and ends with. */
  readonly total: (scope: Scope, side: 'before' | 'after') => string
  /** What is said of an account that one side alone can tell. */
  readonly untold: (name: string, size: string, knownTo: 'before' | 'after') => string
  readonly readAs: (before: string, after: string) => string
  readonly bridge: (scope: string) => string
  readonly freeLists: string
  readonly zone: string
  readonly order: string
  readonly freeBytes: string
  readonly largest: string
  readonly none: string
  readonly key: string
  readonly perSecond: string
  readonly fell: string
  readonly name: string
  readonly of: Readonly<Record<RowsOf, string>>
  readonly size: Readonly<Record<RowsChange['size'], string>>
  readonly state: Readonly<Record<Exclude<RowChange['state'], 'both'>, string>>
  /** Rows of one name that were put together. */
  readonly count: (before: number, after: number) => string
  /** What of a long table is not shown. */
  readonly rest: (rows: number, change: string) => string
  readonly unit: Readonly<Record<Exclude<Unit, 'bytes' | 'count'>, string>>
}

const isMeminfo = ({ kind }: Scope) => kind === 'host' || kind === 'node'

const en: ComparisonLabels = {
  title: 'What changed',
  between: (before, after) => `from ${before} to ${after}`,
  before: 'Before',
  after: 'After',
  change: 'Change',
  account: 'Account',
  total: (scope, side) => `${isMeminfo(scope) ? 'MemTotal' : scope.kind === 'cgroup' ? 'Usage' : 'Total'} ${side}`,
  untold: (name, size, knownTo) =>
    `${name}, ${size} ${knownTo}, is in it: the paste ${knownTo === 'before' ? 'after' : 'before'} does not tell it apart`,
  readAs: (before, after) => `read as ${before} before, as ${after} after`,
  bridge: (scope) => `From the one ledger to the other: ${scope}`,
  freeLists: 'Free blocks by order',
  zone: 'Zone',
  order: 'Order',
  freeBytes: 'Free',
  largest: 'Largest block',
  none: 'none',
  key: 'Key',
  perSecond: 'per second',
  fell: 'began anew',
  name: 'Name',
  of: {
    'slab-caches': 'Slab caches',
    processes: 'Processes',
    'vmalloc-callers': 'vmalloc by caller',
    'call-sites': 'Kernel memory by call site',
    containers: 'Pods and containers',
  },
  size: { rss: 'RSS', pss: 'PSS', size: 'Size' },
  state: { new: 'new', gone: 'gone', 'not-listed': 'not in both lists' },
  count: (before, after) => (before === after ? `${after} of them` : `${before} → ${after} of them`),
  rest: (rows, change) => `${rows} more, together ${change}`,
  unit: { pages: 'pages', KiB: 'KiB', percent: '%', microseconds: 'µs' },
}

const zh: ComparisonLabels = {
  title: '变化',
  between: (before, after) => `从${before}到${after}`,
  before: '之前',
  after: '之后',
  change: '变化',
  account: '账户',
  total: (scope, side) =>
    `${side === 'before' ? '之前' : '之后'}的${isMeminfo(scope) ? ' MemTotal' : scope.kind === 'cgroup' ? '用量' : '总量'}`,
  untold: (name, size, knownTo) =>
    `其中含${name}，${knownTo === 'before' ? '之前' : '之后'}为 ${size}：${knownTo === 'before' ? '之后' : '之前'}的输入没有单独给出`,
  readAs: (before, after) => `之前读作 ${before}，之后读作 ${after}`,
  bridge: (scope) => `从一个账本到另一个：${scope}`,
  freeLists: '各阶空闲块',
  zone: 'Zone',
  order: '阶',
  freeBytes: '空闲',
  largest: '最大块',
  none: '无',
  key: '键',
  perSecond: '每秒',
  fell: '重新计数',
  name: '名称',
  of: {
    'slab-caches': 'Slab cache',
    processes: '进程',
    'vmalloc-callers': 'vmalloc（按调用者）',
    'call-sites': '内核内存（按分配点）',
    containers: 'Pod 与容器',
  },
  size: { rss: 'RSS', pss: 'PSS', size: '大小' },
  state: { new: '新出现', gone: '已消失', 'not-listed': '并非两边都列出' },
  count: (before, after) => (before === after ? `共 ${after} 个` : `${before} → ${after} 个`),
  rest: (rows, change) => `另有 ${rows} 项，合计 ${change}`,
  unit: { pages: '页', KiB: 'KiB', percent: '%', microseconds: 'µs' },
}

export const comparisonLabels: Readonly<Record<Language, ComparisonLabels>> = { en, zh }

/** A difference with its sign: `+8.25 MiB`, `−12`, `0`. */
export const sayChange = (change: number, say: (count: number) => string): string =>
  change === 0 ? '0' : `${change > 0 ? '+' : '−'}${say(Math.abs(change))}`
