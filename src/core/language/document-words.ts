import type { Failure } from '../allocation/failure.ts'
import type { Verdict } from '../allocation/verdict.ts'
import type { Residual, Scope } from '../ledger/account.ts'
import { kindEn, kindZh, recordName } from './kinds.ts'
import type { Language } from './say.ts'

/** The words of a report that leaves the page: for a ticket, for a terminal. */
export interface DocumentWords {
  readonly nothing: string
  readonly nothingText: string
  readonly noVerdict: string
  readonly noVerdictText: string
  readonly noVerdictInPart: string
  /** Of a case that did not arrive whole. */
  readonly partial: string
  readonly confidence: (severity: string, confidence: string) => string
  readonly next: string
  readonly risk: (risk: string) => string
  readonly arithmetic: string
  readonly evidence: string
  readonly refute: string
  readonly reference: string
  readonly collect: string
  readonly explainedBy: (id: string) => string
  readonly findings: string
  readonly ledger: (scope: string) => string
  readonly snapshot: (label: string, host: string | null, kernel: string | null) => string
  readonly scope: (scope: Scope) => string
  readonly account: string
  readonly size: string
  readonly share: string
  readonly readFrom: string
  readonly ofWhich: (name: string) => string
  readonly total: string
  readonly residual: Readonly<Record<Residual['verdict'], string>>
  readonly outside: (name: string) => string
  readonly empty: (count: number) => string
  readonly usage: (size: string, estimated: string | null) => string
  readonly workingSet: (size: string, formula: string) => string
  readonly limit: (size: string | null) => string
  readonly freeLists: string
  readonly zone: string
  readonly node: (node: number, zone: string) => string
  readonly free: string
  readonly largest: string
  readonly orders: string
  readonly failures: string
  readonly report: string
  readonly record: (id: string) => string
  readonly time: string
  readonly where: string
  readonly requester: string
  readonly order: string
  readonly victim: string
  readonly constraint: Readonly<Record<NonNullable<Failure['scope']>, string>>
  readonly deaths: string
  readonly deathsNote: string
  readonly limitHit: string
  readonly kills: string
  readonly first: string
  readonly last: string
  readonly largestRss: string
  readonly wasLargest: string
  readonly zonesOf: (report: string) => string
  readonly verdict: string
  readonly verdicts: Readonly<Record<Verdict, string>>
  readonly more: (count: number) => string
  readonly moreBooks: (count: number) => string
  readonly coverage: (understood: number, lines: number) => string
  readonly unread: (ranges: string) => string
  /** Above the line that opens the case again. */
  readonly reopen: string
}

/** `cgroup /a/b`, in front of it the report that tells of it. */
const ofCgroup = ({ path, record }: Extract<Scope, { kind: 'cgroup' }>, kindOf: (kind: string) => string) =>
  [...(record === undefined ? [] : [recordName(record, kindOf)]), path === null ? 'cgroup' : `cgroup ${path}`].join(
    ': ',
  )

const en: DocumentWords = {
  nothing: 'Nothing recognised',
  nothingText: 'No memory dump was found in the input.',
  noVerdict: 'No rule found anything to report',
  noVerdictText: 'The figures below were read; no finding of the catalogue applies. That is not a proof of health.',
  noVerdictInPart: 'No finding in the part that arrived',
  partial:
    'Not all of the case arrived, and what is missing may hold the cause. Get it whole before you conclude anything.',
  confidence: (severity, confidence) => `**${severity}**, ${confidence}`,
  next: 'Next steps',
  risk: (risk) => `Risk: ${risk}`,
  arithmetic: 'Arithmetic',
  evidence: 'Evidence',
  refute: 'What would refute it',
  reference: 'Reference',
  collect: 'Collect this next',
  explainedBy: (id) => `explained by \`${id}\``,
  findings: 'Findings',
  ledger: (scope) => `Where the memory is: ${scope}`,
  snapshot: (label, host, kernel) => ['Snapshot', label, host, kernel].filter(Boolean).join(' · '),
  scope: (scope) => {
    if (scope.kind === 'host') return 'host'
    if (scope.kind === 'node') return `node ${scope.node}`
    if (scope.kind === 'cgroup') return ofCgroup(scope, kindEn)
    return recordName(scope.record, kindEn)
  },
  account: 'Account',
  size: 'Size',
  share: 'Share',
  readFrom: 'Read from',
  ofWhich: (name) => `of it: ${name}`,
  total: 'Total',
  residual: { rounding: 'Rounding', unaccounted: 'Unaccounted', untold: 'Not shown', contradiction: 'Contradiction' },
  outside: (name) => `outside the total: ${name}`,
  empty: (count) => (count === 1 ? '1 account is empty.' : `${count} accounts are empty.`),
  usage: (size, estimated) => (estimated === null ? `Usage ${size}` : `Usage ${size}, an estimate: \`${estimated}\``),
  workingSet: (size, formula) => `Working set ${size}: \`${formula}\``,
  limit: (size) => (size === null ? 'No limit' : `Limit ${size}`),
  freeLists: 'Free blocks by order',
  zone: 'Zone',
  node: (node, zone) => `Node ${node} ${zone}`,
  free: 'Free',
  largest: 'Largest block',
  orders: 'Free blocks of order 0, 1, 2 …',
  failures: 'Reports of the kernel',
  report: 'Report',
  record: (id) => recordName(id, kindEn),
  time: 'Time',
  where: 'Where',
  requester: 'Asked for memory',
  order: 'Order',
  victim: 'Killed',
  constraint: { global: 'whole machine', memcg: 'cgroup', cpuset: 'cpuset', mempolicy: 'memory policy' },
  deaths: 'Who died how often',
  deathsNote:
    'The largest: no process that lived was larger in the report’s table (RSS + swap + page tables); else the victim was a bystander.',
  limitHit: 'Limit hit',
  kills: 'Kills',
  first: 'First',
  last: 'Last',
  largestRss: 'Largest RSS',
  wasLargest: 'Was the largest',
  zonesOf: (report) => `Zones against their watermarks: ${report}`,
  verdict: 'Why it gave nothing',
  verdicts: {
    'not-eligible': 'not asked',
    reserve: 'kept in reserve for lower requests',
    'low-memory': 'below its watermark',
    'highatomic-cma': 'what is free is set aside (highatomic or CMA)',
    fragmented: 'enough is free, no block is large enough',
    'passes-now': 'would pass on these numbers',
    unknown: 'depends on what is not printed',
  },
  more: (count) => `… and ${count} more`,
  moreBooks: (count) => (count === 1 ? '… and 1 more ledger' : `… and ${count} more ledgers`),
  coverage: (understood, lines) => `${understood} of ${lines} lines understood.`,
  unread: (ranges) => `Not recognised: lines ${ranges}.`,
  reopen: 'To open this case again, drop or paste this text, or the line below alone, on a Memledger page',
}

const zh: DocumentWords = {
  nothing: '没有识别出任何内容',
  nothingText: '输入中没有找到内存信息。',
  noVerdict: '没有规则报告问题',
  noVerdictText: '下面的数字都已读取，目录中没有适用的发现。这并不证明机器健康。',
  noVerdictInPart: '已到达的部分没有发现问题',
  partial: '案例没有完整到达，缺失的部分可能正是原因所在。请先取得完整内容再下结论。',
  confidence: (severity, confidence) => `**${severity}**，${confidence}`,
  next: '下一步',
  risk: (risk) => `风险：${risk}`,
  arithmetic: '算式',
  evidence: '证据',
  refute: '怎样可以推翻它',
  reference: '参考',
  collect: '接下来采集',
  explainedBy: (id) => `由 \`${id}\` 解释`,
  findings: '发现',
  ledger: (scope) => `内存在哪里：${scope}`,
  snapshot: (label, host, kernel) => ['快照', label, host, kernel].filter(Boolean).join(' · '),
  scope: (scope) => {
    if (scope.kind === 'host') return '主机'
    if (scope.kind === 'node') return `节点 ${scope.node}`
    if (scope.kind === 'cgroup') return ofCgroup(scope, kindZh)
    return recordName(scope.record, kindZh)
  },
  account: '账户',
  size: '大小',
  share: '占比',
  readFrom: '读取自',
  ofWhich: (name) => `其中：${name}`,
  total: '总量',
  residual: { rounding: '舍入', unaccounted: '未入账', untold: '未显示', contradiction: '矛盾' },
  outside: (name) => `总量之外：${name}`,
  empty: (count) => `${count} 个账户为空。`,
  usage: (size, estimated) => (estimated === null ? `用量 ${size}` : `用量 ${size}，估算：\`${estimated}\``),
  workingSet: (size, formula) => `工作集 ${size}：\`${formula}\``,
  limit: (size) => (size === null ? '无上限' : `上限 ${size}`),
  freeLists: '各阶空闲块',
  zone: 'Zone',
  node: (node, zone) => `节点 ${node} ${zone}`,
  free: '空闲',
  largest: '最大块',
  orders: 'order 0、1、2 ……的空闲块数',
  failures: '内核报告',
  report: '报告',
  record: (id) => recordName(id, kindZh),
  time: '时间',
  where: '范围',
  requester: '申请者',
  order: 'Order',
  victim: '被杀进程',
  constraint: { global: '整机', memcg: 'cgroup', cpuset: 'cpuset', mempolicy: '内存策略' },
  deaths: '谁死了多少次',
  deathsNote: '最大：报告的进程表中，没有存活的进程比它更大（RSS + swap + 页表）；否则它只是旁观者。',
  limitHit: '触及的上限',
  kills: '被杀次数',
  first: '首次',
  last: '末次',
  largestRss: '最大 RSS',
  wasLargest: '是最大的进程',
  zonesOf: (report) => `各 zone 与水位线：${report}`,
  verdict: '为何没有给出内存',
  verdicts: {
    'not-eligible': '不在请求范围',
    reserve: '留给更低 zone 的请求',
    'low-memory': '低于水位线',
    'highatomic-cma': '空闲部分已预留（highatomic 或 CMA）',
    fragmented: '空闲足够，但没有足够大的块',
    'passes-now': '按这些数字可以通过',
    unknown: '取决于未打印的数值',
  },
  more: (count) => `……另有 ${count} 项`,
  moreBooks: (count) => `……另有 ${count} 本账`,
  coverage: (understood, lines) => `共 ${lines} 行，已识别 ${understood} 行。`,
  unread: (ranges) => `未识别：第 ${ranges} 行。`,
  reopen: '重新打开此案例：把整篇文字或仅下面一行，拖放或粘贴到 Memledger 页面',
}

export const documentWords: Readonly<Record<Language, DocumentWords>> = { en, zh }
