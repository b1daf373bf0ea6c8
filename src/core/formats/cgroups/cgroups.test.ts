import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const HEAD = '#subsys_name\thierarchy\tnum_cgroups\tenabled\n'
const ROWS = 'cpu\t8\t92\t1\nmemory\t5\t65498\t1\n'

test('how many groups each controller holds, gone ones included', () => {
  expect(factsIn(HEAD + ROWS)).toEqual({
    'cgroups[0].controllers[0].name': 'cpu',
    'cgroups[0].controllers[0].hierarchy': '8',
    'cgroups[0].controllers[0].num_cgroups': '92',
    'cgroups[0].controllers[0].enabled': '1',
    'cgroups[0].controllers[1].name': 'memory',
    'cgroups[0].controllers[1].hierarchy': '5',
    'cgroups[0].controllers[1].num_cgroups': '65498',
    'cgroups[0].controllers[1].enabled': '1',
  })
})

test('a row by grep is told by the file’s name, and by nothing else', () => {
  expect(kindsIn('# grep memory /proc/cgroups\nmemory\t5\t65498\t1\n')).toEqual(['cgroups'])
  expect(kindsIn('memory\t5\t65498\t1\n')).toEqual([])
})

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', 'memory\t5\tx\t1', ['not-a-number num_cgroups, 4']],
    ['below zero', 'memory\t5\t-3\t1', ['implausible num_cgroups, 4']],
    ['absurdly large', `memory\t5\t${'9'.repeat(30)}\t1`, ['implausible num_cgroups, 4']],
    ['cut in the middle', 'memory\t5', ['ragged-row num_cgroups, 4', 'ragged-row enabled, 4']],
  ])('%s: the rest is read', (_, row, problems) => {
    const text = HEAD + ROWS + row
    expect(problemLinesIn('cgroups', text)).toEqual(problems)
    expect(recordIn('cgroups', text).data.controllers[2]).not.toHaveProperty('num_cgroups')
    expect(recordIn('cgroups', text).data.controllers[2]!.hierarchy?.value).toBe(5)
  })

  test('a head alone is an empty table', () => expect(recordIn('cgroups', HEAD).data).toEqual({ controllers: [] }))
  test('prose below is prose', () =>
    expect(recordIn('cgroups', `${HEAD}${ROWS}so there it is\n`).data.controllers).toHaveLength(2))
})
