import type { Report } from '../analyze.ts'
import type { Language } from '../language/say.ts'
import { markup } from '../text/markup.ts'
import type { Source } from '../text/source.ts'
import { numbered, type Block, type Column, type Row } from './blocks.ts'
import { documentOf } from './document.ts'
import { stampLine, type Stamp } from './stamp.ts'

/** The report for a ticket, in GitHub's Markdown. Nothing of the paste can act as markup. */
export function markdownReport(report: Report, sources: readonly Source[], language: Language, stamp: Stamp): string {
  return `${documentOf(report, sources, language, stamp).map(write).join('\n\n')}\n`
}

function write(block: Block): string {
  switch (block.kind) {
    case 'heading':
      // A ticket has a title of its own.
      return `${'#'.repeat(block.level + 1)} ${inline(block.words)}`
    case 'words':
      return inline(block.words)
    case 'steps':
      return block.steps.map((step, index) => `${index + 1}. ${inline(step)}`).join('\n')
    case 'table':
      return table(block.columns, block.rows)
    case 'figures':
      return fenced(block.lines)
    case 'cited':
      return fenced(numbered(block))
    case 'fold':
      return `<details>\n<summary>${html(block.words)}</summary>\n\n${block.blocks.map(write).join('\n\n')}\n\n</details>`
    case 'stamp': {
      const { stamp, words } = block
      const line = `---\n\n${escape(stampLine(stamp))}`
      return stamp.reopen === null
        ? line
        : `${line}\n\n<details>\n<summary>${html(words)}</summary>\n\n${fenced([stamp.reopen])}\n\n</details>`
    }
  }
}

function table(columns: readonly Column[], rows: readonly Row[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(columns.map(({ title }) => escape(title))),
    line(columns.map(({ right }) => (right ? '--:' : '---'))),
    ...rows.map(({ cells, strong }) =>
      line(cells.map((cell) => (strong && cell !== '' ? `**${escape(cell)}**` : escape(cell)))),
    ),
  ].join('\n')
}

/** A fence longer than any that the text holds. */
function fenced(lines: readonly string[]): string {
  const text = lines.join('\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

const inline = (words: string): string =>
  markup(words)
    .map(({ kind, text }) => (kind === 'code' ? code(text) : kind === 'strong' ? `**${escape(text)}**` : escape(text)))
    .join('')

/** In a summary GitHub reads HTML, not Markdown. */
const html = (words: string): string =>
  markup(words)
    .map(({ kind, text }) => {
      const safe = inert(text.replace(/[&<>[\]]/g, (character) => ENTITIES[character]!))
      return kind === 'code' ? `<code>${safe}</code>` : kind === 'strong' ? `<b>${safe}</b>` : safe
    })
    .join('')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '[': '&#91;',
  ']': '&#93;',
}
/** `@somebody` and `#12` would call people and link to issues. */
const MENTION = /([@#])(?=\w)/g

/** Calls nobody and links nowhere. */
const inert = (text: string): string =>
  text.replace(MENTION, '$1<!-- -->').replace(/\b(https?|www)(:\/\/|\.)/g, '$1<!-- -->$2')

const escape = (text: string): string =>
  inert(text.replace(/[\\`*_{}[\]<>|~&]/g, '\\$&').replace(/^(\s*)([-+#]|\d+[.)])(?=\s)/, '$1\\$2'))

function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const ticks = '`'.repeat(longest + 1)
  return longest === 0 ? `${ticks}${text}${ticks}` : `${ticks} ${text} ${ticks}`
}
