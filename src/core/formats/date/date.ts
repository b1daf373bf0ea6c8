import { spanOf } from '../../text/line.ts'
import type { Quote } from '../../text/source.ts'
import { commandAbove } from '../command.ts'
import { defineFormat } from '../format.ts'

/** The time that `date` printed between the dumps of a script; where it stands again, the next moment begins. */
export interface DateLine {
  /** As printed: `Fri Mar 14 02:41:15 UTC 2025`. */
  readonly text: Quote
}

/** What `date` prints without a format, in English and in Chinese: known without its command. */
const DEFAULT = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} \d\d:\d\d:\d\d(?: [AP]M)?(?: [A-Z]{2,5}| [+-]\d{2,4})? \d{4}$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d(?: [AP]M)?(?: [A-Z]{2,5}| [+-]\d{2,4})?$/,
  /^\d{4}年 ?\d{1,2}月 ?\d{1,2}日 星期. ?\d\d(?::|时)\d\d(?::|分)\d\d秒?(?: [A-Z]{2,5}| [+-]\d{2,4})?$/,
]
const COMMAND = /(?:^|[;&|(]\s*|\bdo\s+|\bsudo\s+|\w=\S{1,256}\s+)date(?=$|[\s;&|)])/
/** What it prints with a format of one's own: a time of day, a day, or seconds since 1970. */
const FORMATTED = /(?:\d{1,2}:\d\d|\d{4}-\d\d-\d\d|^1\d{9}(?:\.\d+)?$)/

export const date = defineFormat({
  id: 'date',
  collect: 'date',
  role: 'state',
  starts: ['Mon ', 'Tue ', 'Wed ', 'Thu ', 'Fri ', 'Sat ', 'Sun ', '199', '200', '201', '202', '203'],
  commands: ['date'],
  claim(lines, at) {
    const { text, heading } = lines[at]!
    if (heading !== null || text.length > 60) return 0
    if (DEFAULT.some((pattern) => pattern.test(text))) return 1
    return FORMATTED.test(text) && COMMAND.test(commandAbove(lines, at) ?? '') ? 1 : 0
  },
  read: ([line]) => ({ data: { text: { value: line!.text, span: spanOf(line!) } }, problems: [] }),
})
