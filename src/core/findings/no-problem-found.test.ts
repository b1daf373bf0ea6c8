import { expect, test } from 'vitest'
import { findingIn, idsIn, meminfo } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

promises('no-problem-found', {
  finds: {
    'a healthy host': meminfo(),
    'a host of which `free` alone is shown':
      '              total        used        free      shared  buff/cache   available\n' +
      'Mem:       16000000     5000000     4000000      200000     7000000    10000000\n' +
      'Swap:       2000000           0     2000000\n',
    'zones that have far more free than their marks':
      'Node 0, zone   Normal\n  pages free     1000000\n        min      4000\n        low      8000\n        high     12000\n        spanned  4000000\n        present  4000000\n        managed  3900000\n',
  },
  passes: {
    'a zone near its marks':
      'Node 0, zone   Normal\n  pages free     20000\n        min      4000\n        low      8000\n        high     12000\n        spanned  4000000\n        present  4000000\n        managed  3900000\n',
    'a host at its end': meminfo({ MemAvailable: 400_000 }),
    'a paste that does not tell what is available': 'Node 0, zone   Normal      1      0      1\n',
  },
  says: [/9\.92 GiB/, /65\.0 %/],
})

test('it opens, and what only looks alarming follows', () => {
  const ids = idsIn(meminfo({ Committed_AS: 16_000_000 }))
  expect(ids).toEqual(['no-problem-found', 'committed-as-harmless'])
})

test('what is available in a unit that nobody names is but likely', () => {
  const table =
    '              total        used        free      shared  buff/cache   available\nMem:            966         437         592           0          11         529\n'
  expect(findingIn('no-problem-found', table)).toMatchObject({
    confidence: 'likely',
    arithmetic: [expect.stringMatching(/\(MiB\?\)$/)],
  })
  expect(findingIn('no-problem-found', `# free -m\n${table}`)?.confidence).toBe('certain')
})
