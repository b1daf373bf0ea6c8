import type { Report } from '../analyze.ts'
import { documentWords } from '../language/document-words.ts'
import type { Language } from '../language/say.ts'
import { markup } from '../text/markup.ts'
import type { Source } from '../text/source.ts'
import { numbered, type Block, type Row } from './blocks.ts'
import { documentOf } from './document.ts'
import { stampLine, type Stamp } from './stamp.ts'

/** What a comment or a description of Jira holds (jira.text.field.character.limit). */
const MOST = 32_767

/**
 * The report in Jira's wiki markup, as Server and Cloud both read it: no macro that only one of them has. A report that no
 * field would hold gives up its least important findings; nothing of the paste can act as markup.
 */
export function jiraReport(report: Report, sources: readonly Source[], language: Language, stamp: Stamp): string {
  // A line that leaves no room for the report is worth less than the report.
  const reopen = (stamp.reopen?.length ?? 0) > MOST / 2 ? null : stamp.reopen
  const blocks = documentOf(report, sources, language, { ...stamp, reopen })
  const whole = blocks.map(write)
  const folds = blocks.flatMap(({ kind }, index) => (kind === 'fold' ? [index] : []))
  const lengthOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length + 2, 0)
  const left = new Set<number>()
  const more = () => (left.size === 0 ? [] : [inline(documentWords[language].more(left.size))])
  const kept = () => whole.filter((_, index) => !left.has(index))
  // The first fold is the verdict's evidence.
  while (left.size < folds.length - 1 && lengthOf([...kept(), ...more()]) > MOST) left.add(folds.at(-1 - left.size)!)
  return `${[...kept().slice(0, -1), ...more(), ...kept().slice(-1)].join('\n\n')}\n`
}

function write(block: Block): string {
  switch (block.kind) {
    case 'heading':
      // A ticket has a title of its own.
      return `h${block.level + 1}. ${inline(block.words)}`
    case 'words':
      return inline(block.words)
    case 'steps':
      return block.steps.map((step) => `# ${inline(step)}`).join('\n')
    case 'table':
      return [
        `||${block.columns.map(({ title }) => cell(title)).join('||')}||`,
        ...block.rows.map(
          ({ cells, strong }: Row) =>
            `|${cells.map((each) => (strong && each.trim() !== '' ? `*${cell(each)}*` : cell(each))).join('|')}|`,
        ),
      ].join('\n')
    case 'figures':
      return verbatim(block.lines)
    case 'cited':
      return verbatim(numbered(block))
    case 'fold':
      return [`h4. ${inline(block.words)}`, ...block.blocks.map(write)].join('\n\n')
    case 'stamp': {
      const { stamp, words } = block
      // SHA-256 reads like an issue.
      return stamp.reopen === null
        ? verbatim([stampLine(stamp)])
        : `${inline(words)}\n\n${verbatim([stampLine(stamp), stamp.reopen])}`
    }
  }
}

/** Nothing ends such a block but its own mark. */
const verbatim = (lines: readonly string[]) =>
  `{noformat}\n${lines.join('\n').replace(/\{(?=noformat)/gi, '{\u200b')}\n{noformat}`

/** A cell is never empty: two bars would begin a heading. */
const cell = (text: string) => escape(text.trim()) || ' '

const inline = (words: string): string =>
  markup(words)
    .map(({ kind, text }) =>
      kind === 'code' ? `{{${escape(text)}}}` : kind === 'strong' ? `*${escape(text)}*` : escape(text),
    )
    .join('')

/**
 * A backslash takes the meaning from a mark, but two are a line break: its own is written as an entity. Marks of emphasis act
 * only where a word may begin; a hyphen within `OPS-12` would call an issue.
 */
const escape = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('\\', '&#92;')
    .replace(/[{}[\]|!]/g, '\\$&')
    .replace(/^[*#-]|(?<![A-Za-z0-9])[*_\-+^~](?=\S)|\?(?=\?)|(?<=[A-Z])-(?=\d)/g, '\\$&')
    .replace(/\((?=(?:[!?+\-x/*yni]|\*[rgby]|on|off|flag(?:off)?)\))/g, '\\(')
    .replace(/\b(https?|ftp|file|mailto):/gi, '$1&#58;')
    .replace(/([:;])(?=-?[()DPp])/g, (mark) => (mark === ':' ? '&#58;' : '&#59;'))
    .replace(/^(h[1-6]|bq|fn)\./, '$1&#46;')
    .replace(/@(?=\w)/g, '@\u2060')
