import type { Figure } from '../../text/source.ts'
import { defineFormat } from '../format.ts'
import { linesOfFiles, readValues } from '../sysfs.ts'

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
  claim: (lines, at, path) =>
    lines[at]!.path !== null
      ? linesOfFiles(lines, at, FILES)
      : FILES.test(path ?? '') && /^\d+$/.test(lines[at]!.text)
        ? 1
        : 0,
  read: (lines, { path }) => {
    const { fields, problems } = readValues(lines, path, (name) => WORDS.test(name))
    return { data: { fields }, problems }
  },
})
