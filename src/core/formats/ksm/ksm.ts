import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { readValues, valuesOf } from '../sysfs.ts'

/** /sys/kernel/mm/ksm (mm/ksm.c), by file name, as printed: `pages_*` are pages, `general_profit` bytes. */
export interface Ksm {
  readonly fields: ReadonlyMap<string, Figure>
}

const FILES = /(?:^|\/)kernel\/mm\/ksm\/\w+$/
/** Values that are words (`advisor_mode: [none] scan-time`). */
const WORDS = /^(?:advisor_mode)$/

export const ksm = defineFormat({
  id: 'ksm',
  collect: 'grep . /sys/kernel/mm/ksm/*',
  role: 'state',
  files: FILES,
  starts: [],
  claim: valuesOf(FILES, /^\d+$/),
  read: (lines, { path }) => {
    const { fields, problems } = readValues(lines, path, (name) => WORDS.test(name))
    return { data: { fields }, problems }
  },
})
