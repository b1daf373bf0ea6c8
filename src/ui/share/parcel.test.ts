import { expect, test } from 'vitest'
import { analyze } from '../../core/analyze.ts'
import { leftOut, understoodOnly } from './parcel.ts'

const dump = 'MemTotal: 16267364 kB\nMemFree: 238452 kB\nActive: 7408296 kB'
const text = `Dear colleagues,\nour node is slow.\n${dump}\nKind regards`
const sources = [{ name: 'paste', text }]

test('the understood lines alone are read as the whole was', () => {
  const report = analyze(sources)
  const [bare] = understoodOnly(sources, report.coverage)
  expect(bare!.text).toBe(dump)
  const again = analyze([bare!])
  expect(again.records.map(({ id }) => id)).toEqual(report.records.map(({ id }) => id))
  expect(again.coverage[0]!.unrecognised).toEqual([])
})

test('the share of what was not recognised is told in characters', () => {
  const left = understoodOnly(sources, analyze(sources).coverage)
  expect(leftOut(sources, left)).toBeCloseTo(1 - dump.length / text.length)
})
