import type { ReportMessages } from './report-en.ts'
import { sayCount as grouped } from '../core/language/say.ts'
import { kindZh, recordName } from '../core/language/kinds.ts'

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
    risk: '风险：',
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
    workingSet: '工作集（cAdvisor 与 kubelet 的算法）',
    limit: '上限',
    unlimited: '无',
    outside: (name) => `总量之外：${name}`,
    balance: '各账户与未入账部分之和恰好等于总量。',
  },
  moments: {
    title: '快照',
    against: '对比',
    nothing: '不对比',
    lines: (from, to) => `第 ${from}–${to} 行`,
  },
  compare: {
    title: '变化',
    between: (before, after) => `从 ${before} 到 ${after}`,
    nothing: '这两个快照没有共同的内容。',
    before: '之前',
    after: '之后',
    change: '变化',
    key: '键',
    same: (count) => `${count} 个键没有变化`,
  },
  free: {
    title: '各阶空闲块',
    from: '读取自',
    height: '柱高',
    blocks: '块数',
    bytes: '字节',
    order: '阶',
    zone: 'Zone',
    ask: '能否分配 order',
    askEnd: '？',
    linear: '柱高：字节，线性',
    logarithmic: '柱高：块数，对数',
    name: (node, zone) => `节点 ${node} · ${zone}`,
    free: (size) => `空闲 ${size}`,
    largest: (order, size) => `最大块：order ${order}，${size}`,
    noBlock: '没有空闲块',
    table: (zone) => `各阶空闲块，${zone}`,
    answer: { yes: '能。', no: '不能。', depends: '不确定。', blocks: '仅就块数而言可以。' },
    because: (answer, rule, order, blocks) => {
      if (blocks === null) return '输入中没有该 zone 的空闲链表。'
      if (blocks === 0) return `没有 order ${order} 及以上的空闲块。`
      const there = `有 ${grouped(blocks)} 块可用`
      if (rule === 'blocks') return `${there}；水位线仍可能拒绝，但输入中没有。`
      return answer === 'yes'
        ? `${there}，水位线检查通过。`
        : answer === 'no'
          ? `${there}，但水位线检查不通过。`
          : `${there}；取决于未打印的数值。`
    },
    unusable: '不可用指数',
    unusableNote: '空闲内存中该阶请求用不上的比例（mm/vmstat.c,unusable_free_index）',
    fragmentation: '碎片指数',
    fragmentationNote:
      '这样的请求为何失败：趋近 0 为内存不足，趋近 1 为碎片化，−1 表示有可用块（mm/vmstat.c,fragmentation_index）',
    meaning: (index) => (index < 0 ? '有可用块' : index <= 0.5 ? '内存不足' : '碎片化'),
    arithmetic: '水位线算式',
  },
  reports: {
    title: '内核报告',
    count: (count) => `${count} 份报告`,
    report: '报告',
    time: '时间',
    where: '范围',
    requester: '申请者',
    order: 'Order',
    victim: '被杀进程',
    victims: '被杀总数',
    mask: 'gfp_mask',
    kernel: '内核',
    cache: 'Slab 缓存',
    objectSize: '对象大小',
    size: '申请大小',
    limited: '触顶的 cgroup',
    usage: '用量',
    limit: '上限',
    failcnt: '触顶次数',
    victimCgroup: '被杀进程所在 cgroup',
    group: '整组被杀',
    adjust: '申请者的 oom_score_adj',
    choice: '为何选它',
    chosen: { largest: '它最大', adjusted: '由 oom_score_adj 决定', other: '并非得分最高者' },
    killed: '被杀',
    openLedger: '打开这一时刻的账目',
    missing: (parts) =>
      parts.length === 0 ? '报告不完整；已有部分照用。' : `报告不完整，缺少：${parts.join('、')}。已有部分照用。`,
    zones: '各 zone 与水位线',
    zonesFrom: (record) => `各 zone 与水位线，取自 ${record}`,
    largest: '最大空闲阶',
    verdict: '为何没有给出内存',
    verdicts: {
      'not-eligible': () => '不在请求范围',
      reserve: () => '留给更低 zone 的请求',
      'low-memory': () => '低于水位线',
      'highatomic-cma': () => '空闲部分已预留（highatomic 或 CMA）',
      fragmented: () => '空闲足够，但没有足够大的块',
      'passes-now': () => '按这些数字可以通过',
      unknown: (missing) => (missing.length === 0 ? '无法判断' : `取决于未打印的 ${missing.join('、')}`),
    },
    ineligible: {
      'above-highest-zone': '高于请求可用的 zone',
      'node-not-allowed': '所在节点不允许使用',
    },
    tasks: (count) => `报告中的进程：${count}`,
    column: {
      pid: 'PID',
      name: '名称',
      rss: 'RSS',
      rssAnon: '匿名',
      rssFile: '文件',
      rssShmem: '共享',
      swap: '交换',
      pageTables: '页表',
      totalVm: '虚拟',
      oomScoreAdj: 'score adj',
    },
    constraint: { none: '整机', memcg: 'cgroup', cpuset: 'cpuset', mempolicy: '内存策略' },
    cause: {
      memcg: (limit) =>
        `某个 cgroup 达到上限${limit === null ? '' : ` ${limit}`}，内核在其中杀掉了进程。整机未必缺内存。`,
      fragmented: (order, size) =>
        `内存有空闲，但没有哪个 zone 有 order ${order}（${size}）的块，内核为此杀掉了一个进程。`,
      none: '内核在整台机器上都找不到满足请求的内存，杀掉了一个进程来腾出。',
      cpuset: 'cpuset 允许的节点上内存耗尽，内核为此杀掉了进程。其他节点可能仍有空闲。',
      mempolicy: '内存策略允许的节点上内存耗尽，内核为此杀掉了进程。其他节点可能仍有空闲。',
      manual: '人工触发（SysRq-f），与内存是否紧张无关。',
      unknown: '内核因内存杀掉了进程；说明范围的那部分不在输入中。',
      allocFailure: (canWait) =>
        `一次内存请求被拒绝，没有进程被杀。${canWait === false ? '该请求不能等待回收（atomic）。' : ''}`,
      vmallocFailure: 'vmalloc 未能满足请求，没有进程被杀。',
      slubFailure: '某个 slab 缓存没有得到新页，没有进程被杀。',
      showMem: '某一时刻的内存状态，没有请求失败。',
    },
  },
  watermark: {
    have: '可用页',
    need: '须保留页',
    relation: { passes: '大于', fails: '不大于', depends: '对比' },
    step: (order, have, need, types, passes) => {
      const blocks = need === null ? `空闲块 ${have}` : `更大的块中剩 ${have} 页，须保留 ${need}`
      const words = { yes: '通过', no: '不通过', depends: '取决于未打印的数值' }
      return `order ${order}:${blocks}${types === null || types === '' ? '' : `(${types})`}:${words[passes]}`
    },
    outcome: { passes: '检查通过。', fails: '检查不通过。', depends: '取决于未打印的数值。' },
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
  checks: {
    title: '交叉核对',
    count: (checks, differ) => (checks === 0 ? '' : `${checks} 对来源，${differ} 对不一致`),
    definitions: '各工具所说的已用与可用',
    tool: '工具',
    word: '名称',
    size: '大小',
    formula: '公式',
    quantity: { used: '已用', available: '可用' },
    checks: '来源互相核对',
    one: '一处',
    other: '另一处',
    difference: '差值',
    verdict: '结论',
    verdicts: {
      agrees: (tolerance) => `在 ${tolerance} 之内一致`,
      explained: () => '因定义不同而有差异',
      differs: (tolerance) => `相差超过 ${tolerance}`,
    },
  },
  records: {
    title: '已读取的内容',
    count: (records, unread) => `${records} 份；${unread} 行未识别`,
    units: '大小以字节计；计数与编号按原样。',
    problems: (count) => `${count} 处问题`,
    more: (count) => `另有同类 ${count} 处`,
    problem: {
      'not-a-number': (what) => `${what}：应为数字之处不是数字；其余部分已读取。`,
      'unknown-unit': (what) => `${what}：内核不会打印的单位；该值未采用。`,
      'ragged-row': (what) => `${what}：该行列数与表不符。`,
      'cut-off': (what) => `内容在结尾之前中断${what === '' ? '' : `(${what})`}；已有部分照用。`,
      'missing-part': (what) => `缺少应有的部分${what === '' ? '' : `:${what}`}。可能是行丢失、被限速，或有人删节。`,
      'duplicate-key': (what) => `${what} 出现两次且值不同；以第一次为准。`,
      'unknown-line': (what) => `这里不应有的行${what === '' ? '' : `:${what}`}`,
      implausible: (what) => `${what}：不可能的值。`,
      inconsistent: (what) => `${what}：本应一致的两处并不一致。`,
    },
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
    lines: '原文各行；方向键移动，Enter 标记',
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
  share: {
    title: '分享',
    link: '链接',
    linkText:
      '链接在 # 之后携带文本本身，任何服务器都看不到。打开者得到同样的数字与证据。文本中的名称、主机与路径会一同带出。',
    bare: (share) => `略去未识别的内容（占字符的 ${share}）`,
    making: '正在生成链接……',
    copyLink: '复制链接',
    copied: '已复制',
    copyFailed: '未能复制',
    tooBig: '文本太大，任何链接都放不下。请提供 Markdown 报告或文件本身。',
    length: (characters) => `${characters} 个字符，可通过：`,
    limit: { chat: '聊天软件', slack: 'Slack', mail: '邮件网关', jira: 'Jira', browser: '浏览器' },
    fits: '可以',
    breaks: '太长',
    preview: (characters) => `将带出的文本，${characters} 个字符`,
    markdown: 'Markdown 报告',
    markdownText: '用于工单：结论、账目、发现及其所依据的行。',
    copyMarkdown: '复制 Markdown',
  },
  common: {
    close: '关闭',
    allOf: (count) => `显示全部 ${count} 行`,
    fewer: '收起',
    lines: (from, to) => (from === to ? `第 ${from} 行` : `第 ${from} 至 ${to} 行`),
    source: (name) => name,
  },
}
