import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { idsIn, meminfo } from '../../testing/findings.ts'

/** The same machine told in another way gets the same verdict: nobody's night may hang on how a dump was pasted. */

/** One ill each, as meminfo shows it. */
const ILLS: readonly (readonly [verdict: string, fields: Readonly<Record<string, number>>])[] = [
  ['page-tables-large', { PageTables: 2_400_000, MemFree: 1_640_000 }],
  ['hugetlb-idle', { HugePages_Total: 1500, HugePages_Free: 1500, Hugetlb: 3_072_000, MemFree: 928_000 }],
  ['no-problem-found', {}],
]

const verdict = (...texts: readonly string[]) => idsIn(...texts)[0]

describe.each(ILLS)('%s', (expected, fields) => {
  const text = meminfo(fields)

  test('is the verdict', () => expect(verdict(text)).toBe(expected))

  test('whatever stands around it', () => {
    const prose = 'We looked at the machine on Monday.\n\n'
    expect(verdict(`${prose}# uname -r; lscpu\n${text}${prose}`)).toBe(expected)
    expect(
      verdict(
        `# df -h /\nFilesystem      Size  Used Avail Use% Mounted on\n/dev/sda1        40G   12G   26G  32% /\n\n${text}`,
      ),
    ).toBe(expected)
  })

  test('with the fields in another order', () => {
    const [total, ...rest] = text.trimEnd().split('\n')
    expect(verdict(`${[total, ...rest.reverse()].join('\n')}\n`)).toBe(expected)
  })

  test.each([
    ['KB', (each: string) => each.replace(/ kB$/gm, ' KB')],
    [
      'thousands parted by commas',
      (each: string) => each.replace(/\d{4,}/g, (digits) => Number(digits).toLocaleString('en')),
    ],
    ['columns collapsed', (each: string) => each.replace(/ +/g, ' ')],
  ])('in another form: %s', (_, form) => expect(verdict(form(text))).toBe(expected))

  test.each([2, 16])('on a machine %i times as large', (factor) =>
    expect(verdict(meminfo(fields, factor))).toBe(expected),
  )
})

describe.each(['balloon', 'fragmentation', 'growing-container', 'killed-container', 'kvm-host'])(
  'the sample %s',
  (name) => {
    const text = readFileSync(new URL(`../../samples/${name}/input.txt`, import.meta.url), 'utf8')

    test.each([
      ['CRLF', (each: string) => each.replaceAll('\n', '\r\n')],
      ['quoted in a mail', (each: string) => each.replace(/^/gm, '> ')],
      [
        'beside a dump that has nothing to do with it',
        (each: string) => `${each}\n# cat /proc/swaps\nFilename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n`,
      ],
    ])('has the same verdict: %s', (_, wear) => expect(verdict(wear(text))).toBe(verdict(text)))
  },
)
