import type { Problem } from '../../problem.ts'
import { spanOf, tokens } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'

/** The columns of mm_stat (drivers/block/zram/zram_drv.c, mm_stat_show); older kernels print fewer. */
const COLUMNS = [
  'orig_data_size',
  'compr_data_size',
  'mem_used_total',
  'mem_limit',
  'mem_used_max',
  'same_pages',
  'pages_compacted',
  'huge_pages',
  'huge_pages_since',
] as const

/** /sys/block/zramN/mm_stat: sizes in bytes, `*_pages` as counts. */
export interface MmStat {
  readonly device?: string
  readonly fields: ReadonlyMap<string, Figure>
}

const ROW = /^\d+(?:\s+\d+){6,8}$/
const deviceOf = (path: string | null) => /(zram\d+)\/mm_stat$/.exec(path ?? '')?.[1] ?? null

export const mmStat = defineFormat({
  id: 'mmStat',
  collect: 'cat /sys/block/zram0/mm_stat',
  role: 'state',
  files: /(?:^|\/)mm_stat$/,
  starts: [],
  claim: (lines, at, path) => (path?.endsWith('mm_stat') && ROW.test(lines[at]!.text) ? 1 : 0),
  read(lines, { path }) {
    const fields = new Map<string, Figure>()
    const problems: Problem[] = []
    const line = lines[0]!
    tokens(line.text).forEach(({ from, to }, index) => {
      const figure = readFigure(line, from, to)
      const name = COLUMNS[index]
      if (figure && name) fields.set(name, figure)
      else problems.push({ code: 'not-a-number', span: spanOf(line, from, to), what: name ?? '' })
    })
    const device = deviceOf(path)
    return { data: { ...(device !== null && { device }), fields }, problems }
  },
  subject: (_, { path }) => deviceOf(path) ?? '',
})
