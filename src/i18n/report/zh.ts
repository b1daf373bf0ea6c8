import type { ReportMessages } from './en.ts'
import { kindZh, recordName } from './kinds.ts'

export const zh: ReportMessages = {
  nothing: {
    title: '没有识别出任何内容',
    text: (lines) => `这 ${lines} 行里没有找到内存信息。可识别的类型以及打印它的命令如下：`,
    kind: '类型',
    command: '命令',
    samples: '想看看可识别的输入是什么样子，可以打开一个案例：',
    again: '换一段文本',
  },
  verdict: {
    label: '结论',
    none: '没有规则报告问题',
    noneText: '下面的数字都已读取，目录中没有适用的发现。这并不证明机器健康。',
    next: '下一步',
    risk: '风险',
    evidence: '证据',
  },
  ledger: {
    title: '内存在哪里',
    views: { chart: '账目', table: '表格', owner: '按归属' },
    view: '视图',
    scope: '范围',
    account: '账户',
    bytes: '大小',
    exact: '字节',
    share: '占比',
    formula: '读取自',
    total: '总量',
    usage: '用量',
    estimated: '估算',
    totalEstimated: '由各部分拼出：输入中没有总量',
    ofWhich: (size, name) => `其中 ${size}：${name}`,
    within: '其中',
    residual: { rounding: '舍入', contradiction: '矛盾', unaccounted: '未入账' },
    unaccountedNote: '输入里没有哪个内核计数器包含它',
    roundingNote: (tolerance) => `在计数器漂移范围 ${tolerance} 之内`,
    contradictionNote: '各账户之和超过总量：来源互相矛盾',
    explains: (share, name, size) => `其中 ${share}：${name}，${size}`,
    zeros: (count) => `${count} 个账户为空`,
    above: '总量之外',
    balance: '各账户与未入账部分之和恰好等于总量。',
  },
  findings: {
    title: '发现',
    count: (stories, notes) => (notes === 0 ? `${stories} 条主线` : `${stories} 条主线，其下 ${notes} 条`),
    arithmetic: '算式',
    actions: '下一步',
    refute: '怎样可以推翻它',
    reference: '参考',
    under: '由它解释',
    collect: '接下来采集',
    collectNote: '一条命令，取齐尚存疑点所需的全部信息。把输出也粘贴到这里。',
  },
  evidence: {
    line: (from, to) => (from === to ? `L${from}` : `L${from}–${to}`),
    label: (from, to) => (from === to ? `第 ${from} 行` : `第 ${from} 至 ${to} 行`),
    more: (count) => `+${count}`,
  },
  source: {
    title: '原文',
    summary: (lines, understood) => `${lines} 行 · 已识别 ${understood} 行`,
    folded: (count) => `${count} 行未识别`,
    unfold: '展开未识别的行',
    search: '在原文中查找',
    matches: (at, count) => (count === 0 ? '没有匹配' : `${at} / ${count}`),
    problems: (count) => `${count} 处问题`,
    cut: (count) => `……本行还有 ${count} 个字符`,
    line: (line) => `第 ${line} 行`,
    back: '返回',
    free: '取消标记（Esc）',
    marked: (lines) => `已标记 ${lines} 行`,
  },
  scope: (scope) => {
    switch (scope.kind) {
      case 'host':
        return '主机'
      case 'node':
        return `节点 ${scope.node}`
      case 'zone':
        return `节点 ${scope.node}，zone ${scope.zone}`
      case 'cgroup':
        return scope.path === null ? 'cgroup' : `cgroup ${scope.path}`
      case 'report':
        return recordName(scope.record, kindZh)
    }
  },
  kind: kindZh,
  record: (id) => recordName(id, kindZh),
  common: {
    close: '关闭',
    all: '全部显示',
    lines: (from, to) => (from === to ? `第 ${from} 行` : `第 ${from} 至 ${to} 行`),
    source: (name) => name,
  },
}
