import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reportOn } from '../../testing/findings.ts'
import { fixtures } from '../../testing/fixtures.ts'
import type { Report } from '../analyze.ts'
import { languages } from '../language/say.ts'
import { catalogue } from './catalogue.ts'
import { collectNext } from './collect.ts'
import { rules } from './index.ts'
import { speak } from './speak.ts'

/** What holds for every rule and for whatever it finds in any dump we have. */

const reports: readonly [name: string, texts: readonly string[], report: Report][] = [
  ...fixtures.map(({ name, text }) => [name, [text], reportOn(text)] as const),
  // All dumps of all machines in one paste: rules that compare kinds and moments get something to chew on.
  ['all fixtures', fixtures.map(({ text }) => text), reportOn(...fixtures.map(({ text }) => text))] as const,
].map((each) => [...each])

const ids = rules.map(({ id }) => id)

test('each rule has an id of the catalogue and a file of its name', () => {
  expect(new Set(ids).size).toBe(ids.length)
  const files = readdirSync(import.meta.dirname)
  for (const id of ids) {
    expect(Object.values(catalogue)).toContain(id)
    expect(files).toContain(`${id}.ts`)
    expect(files).toContain(`${id}.test.ts`)
  }
})

test('the rules stand in the order of the catalogue', () => {
  const order = Object.values(catalogue)
  expect(ids.map((id) => order.indexOf(id))).toEqual(ids.map((id) => order.indexOf(id)).sort((a, b) => a - b))
})

test.each(reports)('%s: every finding speaks both languages without a hole', (_, __, { findings }) => {
  for (const finding of findings) {
    for (const language of languages) {
      const { title, text, refute, actions } = speak(finding, language)
      const said = [
        title,
        text,
        refute,
        ...actions.map((each) => each.do),
        ...actions.flatMap(({ risk }) => risk ?? []),
      ]
      for (const words of [...said, ...finding.arithmetic]) {
        expect(words.trim(), `${finding.id} in ${language}`).not.toBe('')
        expect(words, `${finding.id} in ${language}`).not.toMatch(/undefined|NaN|Infinity|null|\[object|  /)
      }
      const prose = said.join(' ').replace(/`[^`]*`/g, '')
      if (language === 'zh') expect(prose, finding.id).toMatch(/\p{Script=Han}/u)
      else expect(prose, finding.id).not.toMatch(/\p{Script=Han}/u)
    }
  }
})

test.each(reports)('%s: every finding cites places of the paste and moments of the case', (_, texts, report) => {
  for (const finding of report.findings) {
    expect(finding.evidence.length).toBeGreaterThan(0)
    for (const { source, line, from, to } of finding.evidence) {
      expect(from, finding.id).toBeLessThan(to)
      expect(texts[source]!.slice(0, from).split('\n').length, finding.id).toBe(line)
      expect(to).toBeLessThanOrEqual(texts[source]!.length)
    }
    for (const index of [finding.snapshot, ...finding.snapshots]) expect(report.moments[index]).toBeDefined()
    expect(finding.arithmetic.length, finding.id).toBeGreaterThan(0)
  }
})

test.each(reports)('%s: stories stand together, a cause above its symptoms', (_, __, { findings }) => {
  findings.forEach(({ under, id, snapshot, subject }, index) => {
    if (under !== null) expect(under).toBeLessThan(index)
    // A rule speaks once of a subject, however many moments show it.
    expect(
      findings.filter((each) => each.id === id && each.snapshot === snapshot && each.subject === subject),
    ).toHaveLength(1)
  })
  expect(() => collectNext(findings)).not.toThrow()
})
