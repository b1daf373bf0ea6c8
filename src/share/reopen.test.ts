import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stampLine } from '../core/report/stamp.ts'
import { fixtures } from '../testing/fixtures.ts'
import { caseLine } from './case-line.ts'
import { mayHoldCase } from './case-mark.ts'
import type { Parcel } from './parcel.ts'
import { pack } from './permalink.ts'
import { reopen } from './reopen.ts'
import { stampOf } from './stamp.ts'

const meminfo = fixtures.find(({ name }) => name === 'meminfo/linux-5.10')!.text
const parcel: Parcel = { sources: [{ name: '内存 paste', text: meminfo }], view: { snapshot: 0, language: 'zh' } }
const line = caseLine(parcel)
const link = pack(parcel)!
const whole = { state: 'whole', parcel }

const prose = 'The node swapped although half of its memory was free. '.repeat(20)
const stamp = stampLine(stampOf(parcel))

/** What programs do to a line on its way into a text. */
const WRAPPINGS: readonly (readonly [string, (line: string) => string])[] = [
  ['alone', (each) => each],
  ['with blanks around', (each) => `  ${each}\r\n`],
  ['behind an address', (each) => `https://host/app/index.html${each}`],
  ['in a sentence', (each) => `Look: <${each}>, then tell me.`],
  ['in Markdown', (each) => `## 7.2 GiB\n\n${prose}\n\n${stamp}\n\n\`\`\`text\n${each}\n\`\`\`\n`],
  ['in a quotation', (each) => `${prose}\n${stamp}\n${each}`.replace(/^/gm, '> > ')],
  ['in Jira', (each) => `h1. x\n||a||\n${prose}\n${stamp}\n{noformat}${each}{noformat}\n`],
  ['in HTML', (each) => `<p>${prose}</p><p>${stamp}</p><code>${each}</code></body>`],
  ['in JSON', (each) => JSON.stringify({ a: prose, generator: { stamp, reopen: each } }, null, 2)],
  ['in CSV', (each) => `\ufeffa,b\r\n1,${prose}\r\n${stamp},\r\n${each},\r\n`],
  ['in SVG', (each) => `<svg><metadata>${stamp}\n${each}</metadata><text>${prose}</text></svg>`],
  ['wrapped by a mail', (each) => `${prose}\n${stamp}\n${each}\nRegards, Bob`.replace(/[^\n]{72}/g, '$&\n')],
  ['wrapped and quoted', (each) => `${prose}\n${stamp}\n${each}`.replace(/[^\n]{70}/g, '$&\n').replace(/^/gm, '> ')],
  ['in quoted-printable', (each) => `${stamp}\n${each}`.replace(/[^\n]{75}/g, '$&=\r\n')],
  ['with places to break', (each) => `${stamp}\n${each.replace(/(?<=.{20}).{10}/g, '$&\u200b')}`],
]

describe('a case is found', () => {
  test.each(WRAPPINGS)('%s', (_, wrap) => {
    expect(reopen(wrap(line))).toEqual(whole)
    expect(mayHoldCase(wrap(line))).toBe(true)
    expect(reopen(wrap(link))).toEqual(whole)
  })

  test('with whatever texts it has', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ name: fc.string({ unit: 'binary' }), text: fc.string({ unit: 'binary', maxLength: 500 }) }),
          {
            maxLength: 3,
          },
        ),
        fc.constantFrom(...WRAPPINGS),
        (sources, [, wrap]) => {
          expect(reopen(wrap(caseLine({ sources, view: {} })))).toEqual({
            state: 'whole',
            parcel: { sources, view: {} },
          })
        },
      ),
      { numRuns: 60 },
    )
  })

  test('at the end of a text that cites others', () => {
    const other = caseLine({ sources: [{ name: 'other', text: 'MemTotal: 1 kB\n'.repeat(9) }], view: {} })
    expect(reopen(`evidence: ${other}\n${prose}\n${line}`)).toEqual(whole)
    expect(reopen(`${line}\n${other.slice(0, -8)}`)).toEqual(whole)
  })
})

describe('no case is seen', () => {
  test.each([
    ['in a dump', meminfo],
    ['in releases and issues', 'since #v1.2.3 and #v2.10.4, memledger-case:1.2.3\n'],
    ['in the one-liner', 'echo "https://host/#gz=$(gzip -9 < dump.txt | base64 -w0)"'],
    ['in a long text that mentions a link', `${meminfo}\n${link}\n`],
  ])('%s', (_, text) => {
    expect(reopen(text)).toBeNull()
  })
})

describe('a broken line', () => {
  const body = line.lastIndexOf('.') + 1

  test('cut off says so, and saves whole lines of what came', () => {
    fc.assert(
      fc.property(fc.integer({ min: body + 32, max: line.length - 1 }), (end) => {
        const opened = reopen(`${prose}\n${line.slice(0, end)}`)
        expect(opened).toMatchObject({ state: 'cut-off', got: end - body, expected: line.length - body })
        if (opened?.state === 'cut-off' && opened.saved) {
          const saved = opened.saved.sources[0]?.text ?? ''
          expect(meminfo.startsWith(saved)).toBe(true)
          expect(saved === '' || saved.endsWith('\n')).toBe(true)
        }
      }),
      { numRuns: 40 },
    )
    expect(reopen(`${line.slice(0, -20)} …\nRegards, Bob\n`)).toMatchObject({ state: 'cut-off' })
  })

  test('with one changed character never tells another case', () => {
    fc.assert(
      fc.property(fc.integer({ min: body, max: line.length - 2 }), fc.constantFrom(...'Az09-_'), (at, character) => {
        fc.pre(line[at] !== character)
        const opened = reopen(line.slice(0, at) + character + line.slice(at + 1))
        // What the head of gzip says of the system does not matter.
        if (at >= body + 16 || opened?.state !== 'whole') expect(opened?.state).toBe('damaged')
        else expect(opened.parcel).toEqual(parcel)
      }),
      { numRuns: 40 },
    )
  })

  test('of a later version asks for a newer page', () => {
    expect(reopen(line.replace('case:1.', 'case:2.'))).toEqual({ state: 'newer', version: 2 })
  })

  test('made of anything never throws', () => {
    const part = fc.constantFrom(
      'memledger-case:1.',
      '#v1.',
      '#gz=H4sI',
      '1k.',
      'zzzzzzz.',
      'H4sIAAAAAAAA',
      '\n> ',
      '=',
      '.',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.base64String(), fc.string({ unit: 'binary' }))), (parts) => {
        expect(() => reopen(parts.join(''))).not.toThrow()
      }),
      { numRuns: 200 },
    )
  })
})

test('a text of nothing but beginnings is given up soon', () => {
  expect(reopen('#v1.zzzzzzz.'.repeat(200_000))).toBeNull()
  expect(reopen(`${line}\n${'memledger-case:1.2.\n'.repeat(20)}`)).toBeNull()
})
