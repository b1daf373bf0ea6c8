import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')

test('policy, file, and pages by node', () => {
  expect(
    factsIn('55a9e7695000 default file=/usr/lib/systemd/systemd anon=63 mapped=67 N0=67 kernelpagesize_kB=4\n'),
  ).toEqual({
    'numaMaps[0].mappings[0].address': '55a9e7695000',
    'numaMaps[0].mappings[0].policy': 'default',
    'numaMaps[0].mappings[0].file': '/usr/lib/systemd/systemd',
    'numaMaps[0].mappings[0].anon': '63',
    'numaMaps[0].mappings[0].mapped': '67',
    'numaMaps[0].mappings[0].N0': '67',
    'numaMaps[0].mappings[0].kernelpagesize_kB': '4',
  })
  const { mappings } = recordIn('numaMaps', fixture('linux-2.6.32-bound')).data
  expect(mappings.map(({ policy, flags }) => [policy, flags?.join(' ')])).toEqual([
    ['default', undefined],
    ['default', 'heap'],
    ['bind:0-1', undefined],
    ['interleave:0-1', 'huge'],
    ['prefer:0', 'stack'],
  ])
})

test('of which process it is', () => {
  expect(recordIn('numaMaps', '# cat /proc/77/numa_maps\n7f53a4021000 default\n').subject).toBe('process 77')
})

test.each([
  ['an address and a word', '7f53a4021000 default\n'],
  ['a hash', 'deadbeef default branch\n'],
])('%s is no numa_maps', (_, text) => expect(kindsIn(text)).toEqual([]))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', '55a9e7695000 default anon=x N0=67 kernelpagesize_kB=4\n', ['not-a-number anon, 1']],
    ['below zero', '55a9e7695000 default anon=-3 N0=67 kernelpagesize_kB=4\n', ['not-a-number anon, 1']],
    [
      'absurdly large',
      `55a9e7695000 default anon=${'9'.repeat(30)} N0=67 kernelpagesize_kB=4\n`,
      ['not-a-number anon, 1'],
    ],
    ['cut in the middle', '55a9e7695000 default heap N0=67 ano=', ['not-a-number ano, 1']],
  ])('%s: the rest is read', (_, text, problems) => {
    expect(problemLinesIn('numaMaps', text)).toEqual(problems)
    expect(recordIn('numaMaps', text).data.mappings[0]!.fields.get('N0')).toBe(67)
  })

  test('keys that JavaScript knows', () => {
    const text = '55a9e7695000 default __proto__=3 kernelpagesize_kB=4\n'
    expect(recordIn('numaMaps', text).data.mappings[0]!.fields.get('__proto__')).toBe(3)
  })
})
