import { kindZh } from '../language/kinds.ts'
import { sayBytes, sayIn, sayPercent } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import type { BridgeStep } from './bridge.ts'
import { about, code, isAll, isOfGroup, MOST, pathOf, sayDuration, size, type ComparisonWords } from './phrases.ts'
import type { RowsOf } from './rows.ts'
import type { BookSummary, Summary, ZoneSummary } from './summary.ts'

const say = sayIn('zh')

const noun = ({ id, name }: BridgeStep) => {
  if (id === 'other-known' && name !== null) return code(name)
  return `**${id === 'unaccounted' ? '未入账内存' : id === 'free' ? '空闲内存' : terms.zh.account[id]}**`
}

const ROW: Readonly<Record<RowsOf, string>> = {
  'slab-caches': 'slab cache',
  processes: '进程',
  'vmalloc-callers': 'vmalloc 调用者',
  'call-sites': '分配点',
  containers: '容器',
}

export const zh: ComparisonWords = {
  caution(caution) {
    switch (caution.code) {
      case 'hosts':
        return `**两台不同的主机**：${code(caution.before)} 与 ${code(caution.after)}。这里是机器之间的差异，不是随时间的变化。`
      case 'kernels':
        return `**内核不同**：先是 ${code(caution.before)}，后是 ${code(caution.after)}。其间重启过，字段的含义也可能不同。`
      case 'restarted':
        return `**${about(caution, kindZh)} 的计数器倒退**：${
          caution.subject === 'cgroup'
            ? '该 cgroup 被重建过，或者这是两个 cgroup（输入没有给出路径）'
            : isOfGroup(caution)
              ? '其间该 cgroup 被重建过'
              : '其间机器重启过'
        }。差值没有意义，已略去。`
      case 'groups':
        return `**两个不同的 cgroup**：${code(pathOf(caution.before))} 与 ${code(pathOf(caution.after))}。两边各只有一个，故相互比较。`
      case 'unnamed':
        return '**可能是两个 cgroup**：输入没有给出路径，而两者的上限不同。'
    }
  },
  sentence({ seconds, apart, book, zone, row, keys }) {
    if (apart) return separate(apart)
    const lead =
      seconds === null ? '' : seconds < 0 ? `倒回 ${sayDuration(seconds, 'zh')}：` : `${sayDuration(seconds, 'zh')}内，`
    const parts = [
      ...(book ? [lead + ofBook(book)] : []),
      ...(zone ? [(book ? '' : lead) + ofZone(zone)] : []),
      ...(row ? [ofRow(row)] : []),
      ...(keys ? [ofKeys(keys)] : []),
    ]
    return parts.length === 0 ? '两者共有的内容没有变化。' : parts.join('')
  },
}

const kinds = (list: readonly string[]) => (list.length === 0 ? '没有会变化的内容' : `有 ${say.list(list.map(kindZh))}`)

const separate = ({ before, after, collect }: NonNullable<Summary['apart']>) =>
  [
    `两者没有共同的内容：一方${kinds(before)}，另一方${kinds(after)}。`,
    ...(collect.length > 0 ? [`要比较，请再次采集相同的内容：${collect.slice(0, MOST).map(code).join('、')}。`] : []),
  ].join('')

function ofBook({ bridge, rose, fell, share, free, largest, totalMoved, still }: BookSummary): string {
  const { before, after, scope, noise } = bridge
  if (still) {
    return largest
      ? `没有实质变化：变动最大的是${noun(largest)}，${size(largest.change)}；${sayBytes(noise)} 以内视为波动。`
      : '没有变化：各账户都相同。'
  }
  const moves = (steps: readonly BridgeStep[], verb: string) =>
    steps
      .slice(0, MOST)
      .map((step) => `${noun(step)}${verb} **${size(step.change)}**`)
      .join('，')
  const [first, ...others] = rose
  const total = scope.kind === 'cgroup' ? '用量' : scope.kind === 'report' ? '总量本身' : '`MemTotal` 本身'
  return `${[
    ...(first
      ? [
          [
            `${noun(first)}增长 **${size(first.change)}**，占增长的${isAll(share) ? '全部' : ` ${sayPercent(share)}`}`,
            ...(others.length > 0 ? [moves(others, '增长')] : []),
          ].join('，'),
        ]
      : []),
    ...(fell.length > 0 ? [moves(fell, '减少')] : []),
    ...(free ? [`${noun(free)}${way(free.change)} ${size(free.change)}，至 ${sayBytes(free.after)}`] : []),
    ...(totalMoved
      ? [`${total}${way(after.bytes - before.bytes)} ${size(after.bytes - before.bytes)}，至 ${sayBytes(after.bytes)}`]
      : []),
  ].join('；')}。`
}

const way = (change: number) => (change < 0 ? '减少' : '增加')

const ofZone = ({ change: { node, zone, before: was, after: is, freeBytes }, order, before, after }: ZoneSummary) =>
  `节点 ${node} ${code(zone)} 空闲 ${sayBytes(is.freeBytes)}，比之前（${sayBytes(was.freeBytes)}）${freeBytes < 0 ? '少' : '多'} ${size(freeBytes)}；其中 order ${order} 及以上的块从 ${sayBytes(before)} 变为 **${sayBytes(after)}**。`

function ofRow({ of, name, state, change }: NonNullable<Summary['row']>): string {
  const row = `${ROW[of]} ${code(name)} `
  if (state === 'gone') return `${row}已消失，原为 **${size(change)}**。`
  if (state === 'new') return `${row}为新出现，**${size(change)}**。`
  return `${row}${change > 0 ? '增长' : '减少'} **${size(change)}**。`
}

const ofKeys = (keys: NonNullable<Summary['keys']>) =>
  keys.changed === 0
    ? `${about(keys, kindZh)} 的各项没有变化。`
    : `${about(keys, kindZh)} 的 ${keys.all} 项中有 ${keys.changed} 项变化。`
