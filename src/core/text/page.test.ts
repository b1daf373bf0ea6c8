import { expect, test } from 'vitest'
import { linesOf } from './lines.ts'

const texts = (text: string) => linesOf({ name: 'log', text }, 0).map((line) => line.text)
const LOG = Array.from(
  { length: 12 },
  (_, row) =>
    `Node 0 DMA${row} free:15740kB min:264kB low:328kB high:396kB active_anon:0kB inactive_anon:${row}kB present:15356kB`,
)
const stamped = LOG.map((line, row) => `[ 1123.${456_000 + row}] ${line}`)

/** Breaks at the last column, as a terminal does. */
const broken = (lines: readonly string[], width: number, quote = '') =>
  lines
    .flatMap((line) =>
      Array.from({ length: Math.ceil(line.length / width) }, (_, at) => line.slice(at * width, (at + 1) * width)),
    )
    .map((line) => quote + line)
    .join('\n')

test.each([
  ['a terminal of 80 columns', broken(stamped, 80)],
  ['with carriage returns', broken(stamped, 80).replaceAll('\n', '\r\n')],
  ['quoted in a mail', broken(stamped, 66, '> ')],
  [
    'of syslog, in two breaks',
    broken(
      LOG.map((line) => `Oct 12 19:00:20 web-1 kernel: ${line}`),
      64,
    ),
  ],
])('lines copied from a page are whole again: %s', (_, text) => {
  expect(texts(text)).toEqual(LOG)
})

test('a figure beyond the break is cited on its own line', () => {
  const text = broken(stamped, 80)
  const [line] = linesOf({ name: 'log', text }, 0)
  expect(line).toMatchObject({ number: 1, last: 2 })
})

test.each([
  [
    'a mail that breaks between words',
    stamped
      .flatMap((line) => [line.slice(0, 68), line.slice(69)])
      .map((line, at) => (at % 7 === 0 ? line.padEnd(75, 'x') : line)),
  ],
  ['lines of one length that all have a stamp', stamped.map((line) => line.slice(0, 80))],
  ['a table without stamps', Array.from({ length: 9 }, () => 'x'.repeat(80))],
])('no page is seen in %s', (_, lines) => {
  expect(texts(lines.join('\n'))).toHaveLength(lines.length)
})
