import { spanOf } from '../../text/line.ts'
import type { Figure, Quote } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { readValues, valuesOf } from '../sysfs.ts'

/**
 * /sys/kernel/debug/zswap and /sys/module/zswap/parameters (mm/zswap.c) by file name, as printed: `pool_total_size` is in
 * bytes, `stored_pages` are pages of what was swapped, `compressor` and switches (`Y`, `N`) are words.
 */
export interface Zswap {
  readonly fields: ReadonlyMap<string, Figure | Quote>
}

const FILES = /(?:^|\/)(?:kernel\/debug\/zswap|module\/zswap\/parameters)\/\w+$/
const WORD = /^[\w-]+$/

export const zswap = defineFormat({
  id: 'zswap',
  collect: 'sudo grep -r . /sys/kernel/debug/zswap /sys/module/zswap/parameters',
  role: 'state',
  files: FILES,
  starts: [],
  claim: valuesOf(FILES, WORD),
  read(lines, { path }) {
    const words = new Map<string, Quote>()
    const { fields, problems } = readValues(lines, path, (name, line) => {
      const isWord = path?.includes('/parameters/') || line.path?.includes('/parameters/')
      if (isWord && WORD.test(line.text)) words.set(name, { value: line.text, span: spanOf(line) })
      return words.has(name)
    })
    return { data: { fields: new Map<string, Figure | Quote>([...fields, ...words]) }, problems }
  },
  // Files printed one by one under prompts of their own are parts of one picture.
  subject: ({ fields }) => (fields.size === 1 ? [...fields.keys()][0]! : ''),
})
