import type { Report } from '../analyze.ts'
import type { Language } from '../language/say.ts'
import { markup } from '../text/markup.ts'
import type { Source } from '../text/source.ts'
import { harmless } from './cited-lines.ts'
import { numbered, type Block, type Column, type Row } from './blocks.ts'
import { documentOf } from './document.ts'
import { stampLine, type Stamp } from './stamp.ts'
import type { Table } from './tables/table.ts'

/**
 * The report as rich text for the clipboard: mails, wikis and trackers keep its headings and tables. All is
 * escaped. Attributes of old instead of styles: browsers hold what is copied to the policy of the page, which has none inline.
 */
export function htmlReport(report: Report, sources: readonly Source[], language: Language, stamp: Stamp): string {
  const blocks = documentOf(report, sources, language, stamp)
  return `<div lang="${language === 'zh' ? 'zh-Hans' : 'en'}">\n${blocks.map(write).join('\n')}\n</div>\n`
}

/** A table for the clipboard. */
export const tableHtml = ({ columns, rows }: Table): string =>
  table(
    columns.map(({ title }, index) => ({ title, right: typeof rows[0]?.[index] === 'number' })),
    rows.map((row) => ({ cells: row.map((value) => (value === null ? '' : harmless(String(value)))) })),
  )

function write(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level + 1}>${inline(block.words)}</h${block.level + 1}>`
    case 'words':
      return `<p>${inline(block.words)}</p>`
    case 'steps':
      return `<ol>${block.steps.map((step) => `<li>${inline(step)}</li>`).join('')}</ol>`
    case 'table':
      return table(block.columns, block.rows)
    case 'figures':
      return verbatim(block.lines)
    case 'cited':
      return verbatim(numbered(block))
    case 'fold':
      // What folds on a page is lost in mails: it stays open.
      return [`<h4>${inline(block.words)}</h4>`, ...block.blocks.map(write)].join('\n')
    case 'stamp': {
      const { stamp, words } = block
      const line = `<hr>\n<p><small>${escape(stampLine(stamp))}</small></p>`
      return stamp.reopen === null
        ? line
        : `${line}\n<p><small>${inline(words)}</small></p>\n<pre>${escape(stamp.reopen)}</pre>`
    }
  }
}

function table(columns: readonly Column[], rows: readonly Row[]): string {
  const side = (index: number) => (columns[index]?.right ? ' align="right"' : ' align="left"')
  const head = columns.map(({ title }, index) => `<th${side(index)}>${escape(title)}</th>`).join('')
  const body = rows.map(({ cells, strong }) => {
    const line = cells.map((cell, index) => {
      const text = escape(cell.trim())
      return `<td${side(index)}>${strong && text !== '' ? `<b>${text}</b>` : text}</td>`
    })
    return `<tr>${line.join('')}</tr>`
  })
  return `<table border="1" cellspacing="0" cellpadding="4"><thead><tr>${head}</tr></thead><tbody>\n${body.join('\n')}\n</tbody></table>`
}

const verbatim = (lines: readonly string[]) => `<pre>${escape(lines.join('\n'))}</pre>`

const inline = (words: string): string =>
  markup(words)
    .map(({ kind, text }) =>
      kind === 'code' ? `<code>${escape(text)}</code>` : kind === 'strong' ? `<b>${escape(text)}</b>` : escape(text),
    )
    .join('')

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A chat would call whom it finds behind an @: the two are parted by a mark that is not seen. */
const escape = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character]!).replace(/@(?=\w)/g, '@\u2060')
