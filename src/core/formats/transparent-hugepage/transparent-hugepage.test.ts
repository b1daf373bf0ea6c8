import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

test('the choice in force is the one in brackets', () => {
  const text =
    '/sys/kernel/mm/transparent_hugepage/enabled:always [madvise] never\n/sys/kernel/mm/transparent_hugepage/hpage_pmd_size:2097152\n'
  expect(factsIn(text)).toEqual({
    'transparentHugepage[0].enabled': 'madvise',
    'transparentHugepage[0].hpage_pmd_size': '2097152',
  })
})

test('one file under its prompt is enough', () =>
  expect(kindsIn('# cat /sys/kernel/mm/transparent_hugepage/enabled\n[always] madvise never\n')).toEqual([
    'transparentHugepage',
  ]))

test('a line without a choice is named', () =>
  expect(problemsIn('transparentHugepage', '/sys/kernel/mm/transparent_hugepage/enabled:always\n')).toEqual([
    'not-a-number: enabled',
  ]))

test('directories below have settings of the same names: of khugepaged, and since 6.8 of each size', () => {
  const directory = '/sys/kernel/mm/transparent_hugepage'
  const text = `${directory}/defrag:always defer [madvise] never\n${directory}/khugepaged/defrag:1\n${directory}/enabled:[always] madvise never\n${directory}/hugepages-64kB/enabled:always inherit madvise [never]\n`
  expect(factsIn(text)).toEqual({
    'transparentHugepage[0].defrag': 'madvise',
    'transparentHugepage[0].khugepaged.defrag': '1',
    'transparentHugepage[0].enabled': 'always',
    'transparentHugepage[0].hugepages-64kB.enabled': 'never',
  })
})
