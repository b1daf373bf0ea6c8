import { meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

/** Pages of 4 KiB on a host of 16 000 000 kB. */
const host = (tcp: number, udp = 0, sysctl = '') =>
  `${meminfo({ MemFree: 3_900_000 - 4 * (tcp + udp) })}# cat /proc/net/sockstat\nsockets: used 812\nTCP: inuse 73 orphan 0 tw 0 alloc 73 mem ${tcp}\nUDP: inuse 5 mem ${udp}\nUDPLITE: inuse 0\nRAW: inuse 0\nFRAG: inuse 0 memory 0\n${sysctl}`

promises('network-buffers', {
  finds: {
    'connections that nobody reads': host(400_000),
    'datagrams that nobody reads': host(0, 400_000),
    'TCP beyond its own limit': host(50_000, 0, '# sysctl net.ipv4.tcp_mem\nnet.ipv4.tcp_mem = 20000\t40000\t60000\n'),
  },
  passes: {
    'a busy host': host(40_000),
    'the same within its limit': host(40_000, 0, '# sysctl net.ipv4.tcp_mem\nnet.ipv4.tcp_mem = 20000\t40000\t60000\n'),
  },
  threshold: { below: host(199_999), at: host(200_000) },
  says: [/1\.53 GiB/, /10\.0 %/, /5\.0 %/, /TCP/],
})
