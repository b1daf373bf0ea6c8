import { dataOf } from '../snapshot/snapshot.ts'
import { bytes, pages, toBytes } from '../units.ts'
import { evidenceOf, gravity, hostAt, kB, notedFrom, ofRam } from './figures.ts'
import { defineRule, type Hit } from './rule.ts'
import { settingAt } from './settings.ts'
import { thresholds } from './thresholds.ts'

const threshold = thresholds['network-buffers']

interface Params {
  readonly size: number
  readonly share: number
  readonly from: number
  /** `TCP`, `UDP`: the one that holds more, first. */
  readonly protocols: readonly { readonly name: string; readonly size: number }[]
  /** TCP is beyond the second figure of tcp_mem, from which on buffers are made smaller. */
  readonly pressed: boolean
}

const EXPLAINED = [
  'unaccounted-memory',
  'invisible-consumer',
  'memory-exhausted',
  'processes-do-not-explain',
  'oom-kernel-memory',
] as const

/** F33. Sent data that nobody has read, and received data that waits for its program. */
export const networkBuffers = defineRule({
  id: 'network-buffers',
  reference: ['networking/ip-sysctl.rst (tcp_mem, udp_mem)', 'net/core/sock.c (sk_mem_charge)'],
  explains: EXPLAINED,
  check: (theCase): Hit<Params>[] =>
    theCase.moments.flatMap((moment) => {
      const fields = dataOf(moment, 'sockstat')?.fields
      const held = ['TCP', 'UDP'].flatMap((name) => {
        const mem = fields?.get(name)?.get('mem')
        return mem ? [{ name, mem, size: toBytes(pages(mem.value), moment.machine.pageSize.value) }] : []
      })
      const size = bytes(held.reduce((sum, each) => sum + each.size, 0))
      const host = hostAt(moment)
      const tcpMem = settingAt(moment, 'net.ipv4.tcp_mem')
      const limit = Array.isArray(tcpMem) ? (tcpMem as readonly number[])[1] : undefined
      const tcp = held.find(({ name }) => name === 'TCP')
      const pressed = tcp !== undefined && limit !== undefined && limit > 0 && tcp.mem.value > limit
      const share = host ? size / host.total.value : 0
      const severity = size < threshold.floor ? null : gravity(share, threshold)
      const [first, ...rest] = [...held].sort((a, b) => b.size - a.size)
      if (!first || (severity === null && !pressed)) return []
      const slab = host?.get('SUnreclaim')
      return [
        {
          severity: severity ?? 'warning',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: size,
          params: {
            size,
            share,
            from: notedFrom(threshold),
            protocols: [first, ...rest]
              .filter((each) => each.size > 0)
              .map(({ name, size: part }) => ({ name, size: part })),
            pressed,
          },
          evidence: evidenceOf(first.mem, ...rest.map(({ mem }) => mem), host?.total),
          arithmetic: held.map(({ name, mem, size: part }) => `${name} mem ${mem.value} pages = ${kB(part)}`),
          // Small packets lie in slab altogether: where it is as large, it is that.
          ...(slab && size > slab.value / 2 ? { explains: [...EXPLAINED, 'slab-unreclaimable-large'] as const } : {}),
        },
      ]
    }),
  collect: () => ['ss -tuamn', 'sysctl net.ipv4.tcp_mem net.ipv4.udp_mem'],
  en: {
    title: ({ size }, say) => `Socket buffers hold ${say.bytes(size)}`,
    text: ({ protocols, pressed, ...params }, say) =>
      `${say.list(protocols.map((each) => `${each.name} ${say.bytes(each.size)}`))}, ${ofRam.en(params, say)}.${pressed ? ' TCP is beyond the second figure of `tcp_mem`, so the kernel is already making buffers smaller.' : ''} It is data on its way: sent and not yet acknowledged, or received by a socket whose program does not read. Parts of it are slab, the rest is pages that no line of meminfo counts.`,
    refute: () => '`ss -tuamn` shows small queues: then the protocols count memory that sockets have released since.',
    actions: () => [
      {
        do: 'Find the sockets: `ss -tuamnp | sort -k2 -nr | head` (Recv-Q: its own program does not read; Send-Q: the other side does not)',
      },
      { do: 'Mend or restart the program that does not read', risk: 'Its connections are cut.' },
      {
        do: 'Make buffers smaller: `net.ipv4.tcp_rmem`, `tcp_wmem`, `net.core.rmem_max`',
        risk: 'Less throughput over long distances.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `套接字缓冲占用 ${say.bytes(size)}`,
    text: ({ protocols, pressed, ...params }, say) =>
      `${say.list(protocols.map((each) => `${each.name} ${say.bytes(each.size)}`))}，占${ofRam.zh(params, say)}。${pressed ? 'TCP 已超过 `tcp_mem` 的第二个值，内核正在缩小缓冲。' : ''}这是在途数据：已发送未确认，或已到达套接字而程序未读取。其中一部分是 slab，其余是 meminfo 任何一行都不统计的页。`,
    refute: () => '若 `ss -tuamn` 显示队列很小，则只是协议统计尚未回落。',
    actions: () => [
      { do: '找出这些套接字：`ss -tuamnp | sort -k2 -nr | head`（Recv-Q 大：本机程序不读取；Send-Q 大：对端不读取）' },
      { do: '修复或重启不读取数据的程序', risk: '其连接会中断。' },
      { do: '减小缓冲：`net.ipv4.tcp_rmem`、`tcp_wmem`、`net.core.rmem_max`', risk: '长距离传输的吞吐下降。' },
    ],
  },
})
