import { describe, expect, test } from 'vitest'
import { analyze } from '../analyze.ts'
import { csvOf } from './csv.ts'
import { documentOf } from './document.ts'
import { htmlReport } from './html.ts'
import { jiraReport } from './jira.ts'
import { jsonReport } from './json.ts'
import { markdownReport } from './markdown.ts'
import { pagerText } from './pager.ts'
import type { Stamp } from './stamp.ts'
import { tablesOf } from './tables.ts'
import { madeOf } from './tables/table.ts'
import { terminalReport } from './terminal.ts'

/**
 * A process, a container or a zone can be called anything. None of these names may do in a ticket, a chat, a mail, a
 * spreadsheet or a terminal what it says.
 */
const STAMP: Stamp = { version: '1.2.3', digest: 'ab'.repeat(32), reopen: null }

/** Names of at most 15 characters, as the kernel keeps them (TASK_COMM_LEN), each in a kill, a `ps` and a slab. */
const NAMES = [
  '|',
  '||a||b',
  '[~admin]',
  '{code}',
  '{noformat}',
  '{html}x{html}',
  '!a.png!',
  '[x|http://e.vil]',
  'http://e.vil/',
  '<script>x',
  '<!channel>',
  '</pre><b>',
  '"><i>',
  '&lt;b&gt;',
  '@all',
  '#12',
  'OPS-12',
  '*b*_i_-s-',
  '`x`',
  '```',
  '[a](http://b)',
  '=cmd|calc!A1',
  '@SUM(A1)',
  '+1+1',
  '-2+3',
  '\u202egpj.exe',
  '\x1b[31mred',
  '\x1b]0;t\x07',
  '\x9b31m',
  'h1.',
  '(x)',
  '\\\\',
] as const

const pasteOf = (name: string) => `[ 12.345678] ${name} invoked oom-killer: gfp_mask=0xd0, order=4, oom_score_adj=0
[ 12.345680] Node 0 Normal free:1000kB min:2000kB low:2500kB high:3000kB
[ 12.345681] [ pid ]   uid  tgid total_vm      rss nr_ptes swapents oom_score_adj name
[ 12.345682] [  123]     0   123   500000   400000     100        0             0 ${name}
[ 12.345683] Out of memory: Kill process 123 (${name}) score 900 or sacrifice child
[ 12.345684] Killed process 123 (${name}) total-vm:2000000kB, anon-rss:1600000kB, file-rss:0kB

USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND
root 123 0.0 99.1 2000000 1600000 ? Ss Jan01 0:00 ${name}
`

const cases = NAMES.map((name) => {
  const sources = [
    { name: `${name}.txt`, text: pasteOf(name) },
    { name: 'other', text: '' },
  ]
  return { name, sources, report: analyze(sources) }
})

const write = (brush: typeof markdownReport) =>
  cases.map(({ name, sources, report }) => [name, brush(report, sources, 'en', STAMP)] as const)

test('the names are read: else this proves nothing', () => {
  const seen = cases.filter(({ report, sources }) =>
    JSON.stringify(documentOf(report, sources, 'en', STAMP)).includes('123'),
  )
  expect(seen).toHaveLength(NAMES.length)
})

describe('Markdown', () => {
  test.each(write(markdownReport))('%j is text', (_, text) => {
    const outside = text
      .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
      .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')
      .replace(/<\/?(?:details|summary|b|code)>/g, '')
      .replaceAll('<!-- -->', ' ')
    expect(outside).not.toMatch(/@\w|(?<![\\&])#\d|(?<!\\)<[a-z!/]|(?<!\\)\]\(http|https?:\/\//i)
    for (const row of text.matchAll(/^\|.*\|$/gm)) {
      const table = row[0].replace(/\\\|/g, '')
      expect([3, 4, 7, 8, 14]).toContain(table.split('|').length - 2)
    }
  })
})

describe('Jira', () => {
  test.each(write(jiraReport))('%j is text', (_, text) => {
    const outside = text.replace(/^\{noformat\}\n[\s\S]*?\n\{noformat\}$/gm, '')
    expect(outside).not.toContain('{noformat}')
    const acting = outside
      .replace(/\\[^\s]/g, '')
      .replaceAll('{{', '')
      .replaceAll('}}', '')
    expect(acting).not.toMatch(/[{}[\]!]|https?:|@\w|\\\\|[A-Z]-\d|\([x!?/]\)|\|h1\./)
  })
})

describe('rich text', () => {
  const OURS =
    /<\/?(?:div|h[2-5]|p|ol|li|table|thead|tbody|tr|th|td|pre|code|b|small|hr)(?: (?:lang|align|border|cell[a-z]+)="[^"<>]*")*>/g
  test.each(write(htmlReport))('%j is text', (_, text) => {
    expect(text.replace(OURS, '')).not.toMatch(/[<>"']|@\w|&(?!(?:amp|lt|gt|quot|#39);)/)
  })
})

describe.each([
  ['terminal', terminalReport],
  ['Markdown', markdownReport],
  ['Jira', jiraReport],
  ['rich text', htmlReport],
  ['pager', (report: Parameters<typeof pagerText>[0]) => pagerText(report, 'en', STAMP)],
] as const)('%s', (_, brush) => {
  test('no name commands a terminal or turns the direction of what is read', () => {
    for (const { report, sources } of cases) {
      expect(brush(report, sources, 'en', STAMP)).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)
    }
  })
})

test('a pager calls nobody', () => {
  for (const { report } of cases) expect(pagerText(report, 'en', STAMP)).not.toMatch(/@\w|<!/)
})

describe('CSV', () => {
  test.each(cases)('$name runs nothing', ({ report }) => {
    for (const entry of tablesOf(report, 'en')) {
      const cells = csvOf(madeOf(entry), STAMP)
        .slice(1)
        .matchAll(/(?:^|,|\r\n)("(?:[^"]|"")*"|[^,\r\n]*)/g)
      for (const [, cell = ''] of cells) {
        const shown = cell.startsWith('"') ? cell.slice(1, -1) : cell
        if (!/^-?[\d.]+(?:e[+-]?\d+)?$/.test(shown)) expect(shown).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
        expect(shown).not.toMatch(/[\x1b\u202e\x9b]/)
      }
    }
  })
})

test('JSON keeps every name as it is', () => {
  for (const { name, report, sources } of cases) {
    const printed = JSON.stringify(jsonReport(report, sources, 'en', STAMP))
    expect(printed).toContain(JSON.stringify(name.trim()).slice(1, -1))
    expect(JSON.parse(printed)).toMatchObject({
      generator: { version: '1.2.3', inputSha256: STAMP.digest, case: null },
    })
  }
})
