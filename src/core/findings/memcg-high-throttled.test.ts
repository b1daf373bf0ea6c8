import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const id = 'memcg-high-throttled'
const DIRECTORY = '/sys/fs/cgroup/system.slice/indexer.service'
const events = (high: number) =>
  `# cat ${DIRECTORY}/memory.events\nlow 0\nhigh ${high}\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n`
const stall = (percent: string) =>
  `# cat ${DIRECTORY}/memory.pressure\nsome avg10=83.82 avg60=${percent} avg300=6.68 total=20882313\nfull avg10=83.82 avg60=${percent} avg300=6.68 total=20882313\n`
const sizes = (current: number, high: string) =>
  `# cat ${DIRECTORY}/memory.current ${DIRECTORY}/memory.high ${DIRECTORY}/memory.max\n${current}\n${high}\nmax\n`

promises(id, {
  finds: {
    'an indexer over its memory.high': events(975) + stall('28.26') + sizes(142_323_712, '125829120'),
    'the same without its pressure': events(975) + sizes(142_323_712, '125829120'),
    'a group that the paste does not name':
      'memory.current:2147225600\nmemory.events:high 423774\nmemory.events:max 31131\nmemory.high:2147483648\nmemory.max:2415919104\n',
  },
  passes: {
    'a group that has none': events(0) + stall('28.26') + sizes(142_323_712, 'max'),
    'a group at its mark that never waits': events(3) + stall('0.10') + sizes(125_000_000, '125829120'),
    'a group that has not passed it': events(0) + sizes(125_000_000, '125829120'),
  },
  // 98 % of 125 829 120.
  threshold: { below: events(9) + sizes(123_312_537, '125829120'), at: events(9) + sizes(123_312_538, '125829120') },
  says: [/indexer\.service/, /120 MiB/, /28\.26/, /98\.0 %/, /975/],
})

test('is certain where pressure and events agree, else likely', () => {
  expect(findingIn(id, events(975) + stall('28.26') + sizes(142_323_712, '125829120'))?.confidence).toBe('certain')
  expect(findingIn(id, events(975) + sizes(142_323_712, '125829120'))?.confidence).toBe('likely')
  expect(wordsOf(findingIn(id, events(975) + sizes(142_323_712, '125829120')))).not.toContain('last minute')
})
