import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

test('pages that stay merged after ksmd was stopped are read', () => {
  const text =
    '/sys/kernel/mm/ksm/pages_shared:600\n/sys/kernel/mm/ksm/pages_sharing:153000\n/sys/kernel/mm/ksm/run:0\n'
  expect(factsIn(text)).toEqual({ 'ksm[0].pages_shared': '600', 'ksm[0].pages_sharing': '153000', 'ksm[0].run': '0' })
})

test('the directory again is the next picture', () => {
  const text = '/sys/kernel/mm/ksm/run:0\n/sys/kernel/mm/ksm/pages_sharing:1\n'
  expect(kindsIn(text + text)).toEqual(['ksm', 'ksm'])
})

test('a word where a number should be is named', () =>
  expect(problemsIn('ksm', '/sys/kernel/mm/ksm/run:yes\n')).toEqual(['not-a-number: run']))
