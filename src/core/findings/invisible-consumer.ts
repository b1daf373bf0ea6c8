import type { Account } from '../ledger/account.ts'
import { bytes } from '../units.ts'
import { gravity, kB, notedFrom, ofRam } from './figures.ts'
import { defineRule, type Evidence, type Hit } from './rule.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['invisible-consumer']

interface Params {
  readonly size: number
  readonly share: number
  readonly from: number
  readonly sources: readonly { readonly name: string; readonly size: number }[]
}

/** Fields of meminfo that the ledger files under the same head: those are visible. */
const FIELDS = /^(?:WritebackTmp|Quicklists|HardwareCorrupted|ShadowCallStack)$/

const isInvisible = ({ id, name, bytes: size }: Account) => id === 'other-known' && size > 0 && !FIELDS.test(name ?? '')

/** F87. Memory that meminfo has no line for, and another source of the paste names. */
export const invisibleConsumer = defineRule({
  id: 'invisible-consumer',
  reference: ['mm/allocation-profiling.rst', 'trace/ftrace.rst (buffer_total_size_kb)'],
  explains: ['unaccounted-memory', 'processes-do-not-explain', 'memory-exhausted', 'oom-kernel-memory', 'driver-pages'],
  check: ({ moments }): Hit<Params>[] =>
    moments.flatMap((moment) => {
      const { ledger } = moment
      // `free` alone makes a coarse book, with programs and kernel under one head.
      if (!ledger?.basis.startsWith('meminfo')) return []
      const found = [...ledger.accounts, ...ledger.residual.explained]
        .filter(isInvisible)
        .sort((a, b) => b.bytes - a.bytes)
      const size = bytes(found.reduce((sum, account) => sum + account.bytes, 0))
      const share = size / ledger.total.bytes
      const severity = gravity(share, threshold)
      const [first, ...rest] = found.flatMap(({ evidence }) => evidence)
      if (!first || severity === null || size < threshold.floor) return []
      return [
        {
          severity,
          confidence: found.every(({ basis }) => basis === 'measured') ? 'certain' : 'likely',
          snapshot: moment.index,
          bytes: size,
          params: {
            size,
            share,
            from: notedFrom(threshold),
            sources: found.slice(0, 5).map(({ name, bytes: each }) => ({ name: name ?? '', size: each })),
          },
          evidence: [first, ...rest, ...ledger.total.evidence] satisfies Evidence,
          arithmetic: found.map((account) => `${account.name} ${kB(account.bytes)}`),
        },
      ]
    }),
  en: {
    title: ({ sources, size }, say) =>
      `\`${sources[0]!.name}\` holds ${say.bytes(sources.length === 1 ? size : sources[0]!.size)} that meminfo does not show`,
    text: ({ sources, ...params }, say) =>
      `${say.list(sources.map(({ name, size }) => `\`${name}\` ${say.bytes(size)}`))}: ${ofRam.en(params, say)}. The kernel takes these pages without counting them in any line of meminfo; the paste names them all the same.`,
    refute: () => 'The source counts what it may take at most, and not what it has taken.',
    actions: ({ sources }) => [
      ...(sources.some(({ name }) => /ftrace/.test(name))
        ? [
            {
              do: 'Give the tracing buffer back: `echo 1408 > /sys/kernel/tracing/buffer_size_kb`',
              risk: 'What was traced is lost.',
            },
          ]
        : []),
      { do: 'Stop or shrink what takes it', risk: 'That service stops.' },
    ],
  },
  zh: {
    title: ({ sources, size }, say) =>
      `\`${sources[0]!.name}\` 占用 ${say.bytes(sources.length === 1 ? size : sources[0]!.size)}，meminfo 中看不到`,
    text: ({ sources, ...params }, say) =>
      `${say.list(sources.map(({ name, size }) => `\`${name}\` ${say.bytes(size)}`))}，占${ofRam.zh(params, say)}。内核取用这些页时不计入 meminfo 的任何一行，但粘贴内容指明了它们。`,
    refute: () => '若该来源统计的是上限而非实际占用，则不成立。',
    actions: ({ sources }) => [
      ...(sources.some(({ name }) => /ftrace/.test(name))
        ? [{ do: '缩小跟踪缓冲：`echo 1408 > /sys/kernel/tracing/buffer_size_kb`', risk: '已跟踪的内容会丢失。' }]
        : []),
      { do: '停止或缩减其占用者', risk: '对应的服务会停止。' },
    ],
  },
})
