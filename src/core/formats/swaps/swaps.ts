import type { Problem } from '../../problem.ts'
import { spanOf, tokens, type Line } from '../../text/line.ts'
import { readFigure } from '../../text/number.ts'
import type { Figure } from '../../text/source.ts'
import { KIB, type Bytes } from '../../units.ts'
import { defineFormat } from '../format.ts'
import { isImplausible } from '../keyed.ts'

/** A swap area; what a row lacks is absent. */
export interface SwapArea {
  /** As printed: blanks stand as `\040`, a deleted file has `\040(deleted)` behind it. */
  readonly filename: string
  readonly type: string
  readonly size?: Figure<Bytes>
  readonly used?: Figure<Bytes>
  readonly priority?: Figure
}

/** /proc/swaps (mm/swapfile.c, swap_show), which `swapon -s` prints too. */
export interface Swaps {
  readonly areas: readonly SwapArea[]
}

const HEAD = /^Filename\s+Type\s+Size\s+Used\s+Priority$/
const ROW = /^\S+\s+(?:partition|file)(?:\s+\S+){0,3}$/

export const swaps = defineFormat({
  id: 'swaps',
  collect: 'cat /proc/swaps',
  role: 'state',
  starts: ['Filename'],
  files: /(?:^|\/)swaps$/,
  claim(lines, at, path) {
    const headed = HEAD.test(lines[at]!.text)
    let end = headed ? at + 1 : at
    while (end < lines.length && ROW.test(lines[end]!.text)) end++
    // `swapon --show --bytes --noheadings` prints rows that look alike, in bytes: without a head the file's name decides.
    return headed || path?.endsWith('swaps') ? end - at : 0
  },
  read(lines) {
    const problems: Problem[] = []
    const areas = lines.filter(({ text }) => !HEAD.test(text)).map((line) => areaOf(line, problems))
    return { data: { areas }, problems }
  },
})

function areaOf(line: Line, problems: Problem[]): SwapArea {
  const [filename, type, ...numbers] = tokens(line.text)
  const number = (index: number, what: string, scale: number): Figure | null => {
    const word = numbers[index]
    if (word === undefined) {
      problems.push({ code: 'ragged-row', span: spanOf(line), what })
      return null
    }
    const figure = readFigure(line, word.from, word.to, scale)
    const isBad = figure === null || isImplausible(figure.value, what === 'Priority')
    if (isBad)
      problems.push({ code: figure ? 'implausible' : 'not-a-number', span: spanOf(line, word.from, word.to), what })
    return isBad ? null : figure
  }
  const size = number(0, 'Size', KIB)
  const used = number(1, 'Used', KIB)
  const priority = number(2, 'Priority', 1)
  return {
    filename: filename!.text,
    type: type!.text,
    ...(size && { size: size as Figure<Bytes> }),
    ...(used && { used: used as Figure<Bytes> }),
    ...(priority && { priority }),
  }
}
