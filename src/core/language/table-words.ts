import type { Language } from './say.ts'

/** The words of tables for other programs. Sizes there are bytes, to the last. */
export interface TableWords {
  readonly title: {
    readonly findings: string
    readonly ledgers: string
    readonly freeLists: string
    readonly reports: string
    readonly reportZones: string
    readonly record: (kind: string, part: string) => string
  }
  readonly column: {
    readonly snapshot: string
    readonly scope: string
    readonly account: string
    readonly name: string
    readonly of: string
    readonly bytes: string
    readonly share: string
    readonly basis: string
    readonly formula: string
    readonly line: string
    readonly lines: string
    readonly node: string
    readonly zone: string
    readonly freeBytes: string
    readonly pageBytes: string
    readonly report: string
    readonly record: string
    readonly time: string
    readonly uptime: string
    readonly host: string
    readonly constraint: string
    readonly requester: string
    readonly requesterPid: string
    readonly victim: string
    readonly victimPid: string
    readonly rss: (kind: string) => string
    readonly mark: (name: string) => string
    readonly largest: string
    readonly verdict: string
    readonly id: string
    readonly severity: string
    readonly confidence: string
    readonly explainedBy: string
    readonly finding: string
    readonly text: string
    readonly steps: string
    readonly group: string
    readonly unit: string
    readonly at: string
    readonly value: string
  }
}

const en: TableWords = {
  title: {
    findings: 'Findings',
    ledgers: 'Ledgers',
    freeLists: 'Free blocks by order',
    reports: 'Reports of the kernel',
    reportZones: 'Zones of the reports against their watermarks',
    record: (kind, part) => (part === '' ? kind : `${kind}: ${part}`),
  },
  column: {
    snapshot: 'Snapshot',
    scope: 'Scope',
    account: 'Account',
    name: 'Name',
    of: 'Part of',
    bytes: 'Bytes',
    share: 'Share of total',
    basis: 'Basis',
    formula: 'Read from',
    line: 'Line',
    lines: 'Lines',
    node: 'Node',
    zone: 'Zone',
    freeBytes: 'Free, bytes',
    pageBytes: 'Page size, bytes',
    report: 'Report',
    record: 'Dump',
    time: 'Time',
    uptime: 'Uptime, s',
    host: 'Host',
    constraint: 'Where',
    requester: 'Asked for memory',
    requesterPid: 'Asked for memory, PID',
    victim: 'Killed',
    victimPid: 'Killed, PID',
    rss: (kind) => `Killed, RSS ${kind}, bytes`,
    mark: (name) => `${name}, bytes`,
    largest: 'Largest free order',
    verdict: 'Why it gave nothing',
    id: 'Id',
    severity: 'Severity',
    confidence: 'Confidence',
    explainedBy: 'Explained by',
    finding: 'Finding',
    text: 'Text',
    steps: 'Next steps',
    group: 'Of',
    unit: 'Unit',
    at: 'Seconds',
    value: 'Value',
  },
}

const zh: TableWords = {
  title: {
    findings: '发现',
    ledgers: '账目',
    freeLists: '各阶空闲块',
    reports: '内核报告',
    reportZones: '报告中各 zone 与水位线',
    record: (kind, part) => (part === '' ? kind : `${kind}：${part}`),
  },
  column: {
    snapshot: '快照',
    scope: '范围',
    account: '账户',
    name: '名称',
    of: '属于',
    bytes: '字节',
    share: '占总量',
    basis: '依据',
    formula: '读取自',
    line: '行',
    lines: '行',
    node: '节点',
    zone: 'Zone',
    freeBytes: '空闲（字节）',
    pageBytes: '页大小（字节）',
    report: '报告',
    record: '来源',
    time: '时间',
    uptime: '运行时间（秒）',
    host: '主机',
    constraint: '范围',
    requester: '申请者',
    requesterPid: '申请者 PID',
    victim: '被杀进程',
    victimPid: '被杀进程 PID',
    rss: (kind) => `被杀进程 RSS ${kind}（字节）`,
    mark: (name) => `${name}（字节）`,
    largest: '最大空闲 order',
    verdict: '为何没有给出内存',
    id: 'ID',
    severity: '严重程度',
    confidence: '可信度',
    explainedBy: '由其解释',
    finding: '发现',
    text: '说明',
    steps: '下一步',
    group: '对象',
    unit: '单位',
    at: '秒',
    value: '值',
  },
}

export const tableWords: Readonly<Record<Language, TableWords>> = { en, zh }
