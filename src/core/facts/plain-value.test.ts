import { expect, test } from 'vitest'
import { fixtures } from '../../testing/fixtures.ts'
import { analyze } from '../analyze.ts'
import { plainValue, samePlain } from './plain-value.ts'

test('two values are the same where nothing but their places differs', () => {
  const records = fixtures
    .filter(({ text }) => text.length < 3000)
    .slice(0, 40)
    .map(({ text }) => [text, `\n\n${text}`].map((each) => analyze([{ name: '', text: each }]).records[0]!.data))
  for (const [first, later] of records) {
    expect(samePlain(first, later)).toBe(true)
    for (const [other] of records) {
      const same = JSON.stringify(plainValue(first)) === JSON.stringify(plainValue(other))
      expect(samePlain(first, other)).toBe(same)
    }
  }
})
