import { expect, test } from 'vitest'
import { formats, logFormats } from '../formats/index.ts'
import { kindEn, kindZh, recordName } from './kinds.ts'

const ids = [...formats, ...logFormats].map(({ id }): string => id)

test.each(ids)('%s is called by a name that people know, not by our id', (id) => {
  // A command's own name is its id already; what is put together from several words needs one.
  expect(kindEn(id)).not.toMatch(/^[a-z]+[A-Z]/)
  expect(kindZh(id)).not.toMatch(/^[a-z]+[A-Z]/)
})

test('records are counted from one', () => {
  expect(recordName('oom[1]', kindEn)).toBe('OOM report 2')
  expect(recordName('oom[1]', kindZh)).toBe('OOM 报告 2')
})
