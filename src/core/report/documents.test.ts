import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fixtures } from '../../testing/fixtures.ts'
import { podLog } from '../../testing/pods.ts'
import { analyze, type Report } from '../analyze.ts'
import { documentWords } from '../language/document-words.ts'
import { languages } from '../language/say.ts'
import { htmlReport } from './html.ts'
import { jiraReport } from './jira.ts'
import { markdownReport } from './markdown.ts'
import { jsonReport } from './json.ts'
import { pagerText } from './pager.ts'
import { svgPicture } from './svg/picture.ts'
import type { Stamp } from './stamp.ts'
import { terminalReport } from './terminal.ts'

/** A guest of 15.5 GiB of which VMware's balloon holds 6.93. */
const balloon = `[root@guest ~]# cat /proc/meminfo
${fixtures.find(({ name }) => name === 'meminfo/linux-3.10-el7')!.text}
[root@guest ~]# vmware-toolbox-cmd stat balloon
7097 MB
`
/** Of the text that the tests say, not of any file. */
const STAMP: Stamp = { version: '1.2.3', digest: 'ab'.repeat(32), reopen: null }
const sourcesOf = (text: string) => [{ name: 'paste', text }]
const markdown = (text: string, language: 'en' | 'zh' = 'en') =>
  markdownReport(analyze(sourcesOf(text)), sourcesOf(text), language, STAMP)
const terminal = (text: string, language: 'en' | 'zh' = 'en') =>
  terminalReport(analyze(sourcesOf(text)), sourcesOf(text), language, STAMP)

describe('the report for a ticket', () => {
  test('has the verdict as its title, the ledger as a table and the evidence with line numbers', () => {
    const text = markdown(balloon)
    expect(text).toMatch(/^## The VMware host has taken 6\.93 GiB/)
    expect(text).toContain('| Anonymous memory | 6.38 GiB | 41.1 % |')
    expect(text).toContain('| **Total** | **15.51 GiB** |  | **MemTotal** |')
    expect(text).toMatch(/<details>\n<summary>Warning · The VMware host/)
    expect(text).toContain('2: MemTotal:       16267364 kB')
  })

  test('in Chinese has no English prose', () => {
    const prose = markdown(balloon, 'zh')
      .replace(/```+text[\s\S]*?\n```+/g, '')
      .replace(/`[^`]*`/g, '')
      .replace(/^\|.*$/gm, '')
    // Kernel terms stay; three English words in a row would be a sentence.
    expect(prose.match(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/g)).toBeNull()
  })

  test('says when nothing was recognised', () => {
    expect(markdown('hello')).toBe(
      `## Nothing recognised\n\nNo memory dump was found in the input.\n\n---\n\nMemledger 1.2.3 · input SHA-256 ${STAMP.digest}\n`,
    )
  })

  test.each(languages)(
    'of a part of a case never says that nothing is wrong, but that not all arrived, %s',
    (language) => {
      const sources = sourcesOf('MemTotal: 8000000 kB\nMemFree: 6000000 kB\nMemAvailable: 7000000 kB\nActive: 12 kB\n')
      const [whole, part] = [analyze(sources), analyze(sources, true)]
      expect(whole.findings[0]?.id).toBe('no-problem-found')
      const write = (report: Report) => [
        markdownReport(report, sources, language, STAMP),
        jiraReport(report, sources, language, STAMP),
        htmlReport(report, sources, language, STAMP),
        terminalReport(report, sources, language, STAMP).replace(/\n(?=\S)/g, language === 'zh' ? '' : ' '),
        pagerText(report, language, STAMP),
      ]
      const { noVerdictInPart, partial } = documentWords[language]
      for (const text of write(whole)) expect(text).toMatch(/No problem found|未发现问题/)
      for (const text of write(part)) {
        expect(text).not.toMatch(/No problem found|未发现问题/)
        expect(text).toContain(noVerdictInPart)
        expect(text).toContain(partial)
      }
      const { ledger } = part.moments[0]!
      const picture = { kind: 'ledger', ledger: ledger!, group: null, by: 'account' } as const
      expect(svgPicture(picture, { report: part, moment: null }, language, STAMP)).toContain(noVerdictInPart)
      expect(jsonReport(part, sources, language)).toMatchObject({ partial: true, findings: [] })
      expect(jsonReport(whole, sources, language)).not.toHaveProperty('partial')
    },
  )

  test('of a part of a case says so beside what was found', () => {
    const sources = sourcesOf(balloon)
    for (const text of [
      markdownReport(analyze(sources, true), sources, 'en', STAMP),
      pagerText(analyze(sources, true), 'en', STAMP),
    ]) {
      expect(text).toContain('The VMware host has taken')
      expect(text).toContain('Not all of the case arrived')
    }
    expect(pagerText(analyze(sources, true), 'en', STAMP).length).toBeLessThanOrEqual(601)
    expect(markdown(balloon)).not.toContain('Not all of the case arrived')
  })

  test('quotes behind a fence that the text cannot close', () => {
    const text = markdown(`${balloon}\n`.replace('MemTotal:', '````` <img src=x> MemTotal:'))
    for (const [, fence, inside] of text.matchAll(/^(`{3,})text\n([\s\S]*?)\n\1$/gm))
      expect(inside).not.toContain(fence)
  })

  test('lets no name of the paste act as markup, mention or link', () => {
    const hostile = '|x|@root<b>*y*_z_[a](http://b)#12'
    const ps = `USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND\n${hostile} 1 0.0 0.1 100 50 ? Ss Jan01 0:00 ${hostile}\n`
    const outside = markdown(balloon + ps)
      .replace(/```+text[\s\S]*?\n```+/g, '')
      .replace(/`[^`]*`/g, '')
    expect(outside).not.toMatch(/@root|<b>\*|\]\(http|[^&]#12/)
  })
})

describe('the report for a terminal', () => {
  test('lines up its figures', () => {
    const [anon, total] = ['Anonymous memory', 'Total'].map((name) =>
      terminal(balloon)
        .split('\n')
        .find((line) => line.startsWith(name)),
    )
    expect(anon?.indexOf('6.38 GiB')).toBe((total?.indexOf('15.51 GiB') ?? 0) + 1)
  })

  test('keeps its prose within 100 columns, in both languages', () => {
    for (const language of languages) {
      const wide = terminal(balloon, language)
        .split('\n')
        .filter(
          (line) =>
            !line.includes('tail -v') &&
            [...line].reduce((sum, each) => sum + (/[\u2e80-\uffef]/.test(each) ? 2 : 1), 0) > 102,
        )
      expect(wide).toEqual([])
    }
  })

  test('passes no escape of the paste on to the terminal', () => {
    const text = terminal(balloon.replace('MemTotal:', '\x1b]0;owned\x07\x1b[2J\u202eMemTotal:'))
    expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e]/)
  })
})

test('any mix of dumps can be written, in both languages, and nothing is undefined', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...fixtures), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(...languages),
      (list, language) => {
        const sources = list.map(({ name, text }) => ({ name, text }))
        const report = analyze(sources)
        for (const brush of [markdownReport, terminalReport, jiraReport, htmlReport]) {
          const text = brush(report, sources, language, STAMP)
          expect(text).not.toMatch(/undefined|NaN|\[object/)
        }
        const pager = pagerText(report, language, STAMP)
        expect(pager).not.toMatch(/undefined|NaN|\[object/)
        expect(pager.length).toBeLessThanOrEqual(600)
        expect(jiraReport(report, sources, language, STAMP).length).toBeLessThanOrEqual(32_767)
      },
    ),
    { numRuns: 150 },
  )
})

test('a log of many kills says who died how often, worst first', () => {
  const written = markdown(podLog(20))
  expect(written).toMatch(/## Who died how often/)
  expect(written).toMatch(/\| node \| .*pod11.*web \| 256 MiB \| 12 \| Mar 14 02:00:00 \| .* \| 12\/12 \|/)
  expect(written).toMatch(/\| metrics \|.*\| 0\/1 \|/)
})
