import { dataOf } from '../snapshot/snapshot.ts'
import { bytes, pages, sum, toBytes } from '../units.ts'
import { evidenceOf, hosts, kB } from './figures.ts'
import { defineRule } from './rule.ts'
import { supplyAt } from './supply.ts'
import { thresholds } from './thresholds.ts'

const { ofLimit, ofAvailable, floor } = thresholds['dirty-backlog']

/** F48. Written pages that storage has not taken yet: they can't be reclaimed until it has. */
export const dirtyBacklog = defineRule({
  id: 'dirty-backlog',
  reference: ['admin-guide/sysctl/vm.rst (dirty_bytes)', 'mm/page-writeback.c (balance_dirty_pages)'],
  check: (theCase) =>
    hosts(theCase).flatMap(({ moment, get }) => {
      const [dirty, writeback] = [get('Dirty'), get('Writeback')]
      if (!dirty || !writeback) return []
      const waiting = sum([dirty.value, writeback.value])
      const counter = dataOf(moment, 'vmstat')?.fields.get('nr_dirty_threshold')
      const limit = counter && toBytes(pages(counter.value), moment.machine.pageSize.value)
      const supply = supplyAt(moment)
      const byLimit = limit !== undefined && waiting > ofLimit * limit
      const byShare = supply !== null && waiting > ofAvailable * supply.available
      if (waiting < floor || !(byLimit || byShare)) return []
      return [
        {
          severity: 'warning',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: waiting,
          params: {
            waiting,
            writing: bytes(writeback.value),
            limit: limit ?? null,
            ofAvailable: supply ? waiting / supply.available : null,
          },
          evidence: [...evidenceOf(dirty, writeback, counter), ...(byShare ? supply.evidence : [])] as const,
          arithmetic: [
            `Dirty ${kB(dirty.value)} + Writeback ${kB(writeback.value)} = ${kB(waiting)}`,
            ...(limit === undefined ? [] : [`nr_dirty_threshold ${counter!.value} pages = ${kB(limit)}`]),
          ],
        } as const,
      ]
    }),
  collect: () => ['sysctl -a -r vm.dirty', '/proc/vmstat', '/proc/pressure/io'],
  en: {
    title: ({ waiting }, say) => `${say.bytes(waiting)} wait to be written to storage`,
    text: ({ writing, limit, ofAvailable: share }, say) =>
      `Of it ${say.bytes(writing)} is being written now.${limit === null ? '' : ` Writers are made to wait at ${say.bytes(limit)} (noted above ${say.percent(ofLimit)} of that).`}${share === null ? '' : ` It is ${say.percent(share)} of what counts as available (noted above ${say.percent(ofAvailable)}), but it is not to be had before the disk has taken it.`} When memory runs short, everybody waits for that disk.`,
    refute: () => 'A copy that has just ended: a minute later it is gone.',
    actions: () => [
      { do: 'See which device is slow: `iostat -x 1`, `/proc/pressure/io`' },
      {
        do: 'Begin to write sooner: `vm.dirty_background_bytes`, `vm.dirty_bytes`',
        risk: 'Bursts of writing are slowed down earlier.',
      },
    ],
  },
  zh: {
    title: ({ waiting }, say) => `有 ${say.bytes(waiting)} 等待写入存储`,
    text: ({ writing, limit, ofAvailable: share }, say) =>
      `其中 ${say.bytes(writing)} 正在写。${limit === null ? '' : `达到 ${say.bytes(limit)} 时写入者会被迫等待（超过其 ${say.percent(ofLimit)} 提示）。`}${share === null ? '' : `它相当于“可用”内存的 ${say.percent(share)}（超过 ${say.percent(ofAvailable)} 提示），但在磁盘写完之前无法取用。`}内存紧张时，所有人都要等这块磁盘。`,
    refute: () => '若只是刚结束的一次拷贝，一分钟后即消失。',
    actions: () => [
      { do: '查看哪个设备慢：`iostat -x 1`、`/proc/pressure/io`' },
      { do: '更早开始写回：`vm.dirty_background_bytes`、`vm.dirty_bytes`', risk: '突发写入会更早被限速。' },
    ],
  },
})
