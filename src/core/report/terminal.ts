import type { Report } from '../analyze.ts'
import type { Language } from '../language/say.ts'
import { unmarked } from '../text/markup.ts'
import type { Source } from '../text/source.ts'
import type { Block, Column, Row } from './blocks.ts'
import { documentOf } from './document.ts'
import { stampLine, type Stamp } from './stamp.ts'

const WIDTH = 100

/** The report as plain text for a terminal or a pager; no colours, nothing that depends on the terminal. */
export function terminalReport(report: Report, sources: readonly Source[], language: Language, stamp: Stamp): string {
  return `${documentOf(report, sources, language, stamp)
    .map((block) => write(block, ''))
    .join('\n\n')}\n`
}

function write(block: Block, indent: string): string {
  switch (block.kind) {
    case 'heading':
      return underlined(unmarked(block.words), block.level)
    case 'words':
      return wrap(unmarked(block.words), indent)
    case 'steps':
      return block.steps
        .map((step, index) => wrap(unmarked(step), `${indent}   `, `${indent}${index + 1}. `))
        .join('\n')
    case 'table':
      return table(block.columns, block.rows, indent)
    case 'figures':
      return block.lines.map((line) => `${indent}  ${line}`).join('\n')
    case 'cited': {
      const last = Math.max(...block.lines.map(({ line }) => String(line).length))
      const lines = block.lines.map(({ line, text }) => `${indent}  ${String(line).padStart(last)}: ${text}`)
      return (block.more === null ? lines : [...lines, `${indent}  ${block.more}`]).join('\n')
    }
    case 'fold':
      return [
        wrap(unmarked(block.words), indent, `${indent}* `),
        ...block.blocks.map((each) => write(each, `${indent}  `)),
      ].join('\n')
    case 'stamp': {
      const { stamp, words } = block
      // Never broken into lines: what opens it again is read by programs.
      return [stampLine(stamp), ...(stamp.reopen === null ? [] : [wrap(words, ''), stamp.reopen])].join('\n')
    }
  }
}

function underlined(text: string, level: 1 | 2 | 3): string {
  const mark = { 1: '=', 2: '-', 3: '' }[level]
  return mark === '' ? text : `${wrap(text, '')}\n${mark.repeat(Math.min(WIDTH, width(text)))}`
}

function table(columns: readonly Column[], rows: readonly Row[], indent: string): string {
  const lines = [columns.map(({ title }) => title), ...rows.map(({ cells }) => cells)]
  const widths = columns.map((_, index) => Math.max(...lines.map((cells) => width(cells[index] ?? ''))))
  return lines
    .map((cells) =>
      columns
        .map(({ right }, index) => {
          const cell = cells[index] ?? ''
          const blanks = ' '.repeat(widths[index]! - width(cell))
          return right ? blanks + cell : cell + blanks
        })
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${indent}${line}`)
    .join('\n')
}

/** Breaks between words, and between the characters of a script that has no blanks. */
function wrap(text: string, indent: string, first = indent): string {
  const lines: string[] = []
  let line = first
  let fresh = true
  for (const word of text.match(
    /[\u2e80-\u9fff\uff00-\uffef][，。：；、）”]*| *[^\s\u2e80-\u9fff\uff00-\uffef]+| +/g,
  ) ?? []) {
    if (!fresh && width(line) + width(word.trimEnd()) > WIDTH) {
      lines.push(line.trimEnd())
      line = indent + word.trimStart()
    } else line += fresh ? word.trimStart() : word
    fresh = false
  }
  return [...lines, line.trimEnd()].join('\n')
}

/** Columns that a text takes: East Asian characters take two (Unicode, East Asian Width). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/g
const width = (text: string): number => text.length + (text.match(WIDE)?.length ?? 0)
