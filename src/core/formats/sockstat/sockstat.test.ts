import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

test('TCP memory is read in pages, under the name of its protocol', () => {
  expect(
    factsIn('sockets: used 73\nTCP: inuse 73 orphan 0 tw 0 alloc 73 mem 144926\nUDP: inuse 0 mem 3\n'),
  ).toMatchObject({
    'sockstat[0].sockets.used': '73',
    'sockstat[0].TCP.mem': '144926',
    'sockstat[0].UDP.mem': '3',
  })
})

test.each([
  ['a word cut off', 'TCP: inuse 73 orphan 0 tw', 'cut-off: tw'],
  ['a value that is no number', 'TCP: inuse 73 mem x', 'not-a-number: mem'],
])('%s is named and the rest is kept', (_, text, problem) => {
  expect(problemsIn('sockstat', text)).toEqual([problem])
  expect(factsIn(text)['sockstat[0].TCP.inuse']).toBe('73')
})

test('a log line of a program named TCP is no sockstat', () =>
  expect(kindsIn('TCP: out of memory -- consider tuning tcp_mem')).not.toContain('sockstat'))
