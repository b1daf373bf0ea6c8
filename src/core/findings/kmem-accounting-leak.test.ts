import { expect, test } from 'vitest'
import { findingIn, wordsOf } from '../../testing/findings.ts'
import { promises } from '../../testing/rule.ts'

const uname = (release: string) =>
  `$ uname -a\nLinux node-1 ${release} #1 SMP Tue Sep 12 22:26:13 UTC 2017 x86_64 x86_64 x86_64 GNU/Linux\n`

promises('kmem-accounting-leak', {
  finds: {
    'the kernel of RHEL 7.4': uname('3.10.0-693.2.2.el7.x86_64'),
    'a prompt that a page has run into its answer': `$ ${uname('3.10.0-693.2.2.el7.x86_64').slice(2).replace('\n', '')}`,
  },
  passes: {
    'the kernel of RHEL 7.8': uname('3.10.0-1127.el7.x86_64'),
    'a kernel of RHEL 8': uname('4.18.0-193.el8.x86_64'),
    'a 3.10 of another distribution': uname('3.10.0-693.generic'),
  },
  threshold: { below: uname('3.10.0-1075.el7.x86_64'), at: uname('3.10.0-1074.el7.x86_64') },
  says: [/3\.10\.0-693\.2\.2\.el7/, /3\.10\.0-1075\.el7/, /3\.10\.0-1127/, /nokmem/],
})

test('the release alone is a suspicion and no more', () => {
  const finding = findingIn('kmem-accounting-leak', uname('3.10.0-693.2.2.el7.x86_64'))
  expect(finding).toMatchObject({ severity: 'notice', confidence: 'possible', bytes: null })
  expect(wordsOf(finding)).toContain('proves nothing')
})

test.each([
  [312, 'possible', 'does not look so'],
  [41_812, 'likely', 'it is likely'],
])('%i control groups make it %s', (groups, confidence, words) => {
  const cgroups = `# cat /proc/cgroups\n#subsys_name\thierarchy\tnum_cgroups\tenabled\ncpu\t4\t110\t1\nmemory\t8\t${groups}\t1\n`
  const finding = findingIn('kmem-accounting-leak', uname('3.10.0-693.2.2.el7.x86_64') + cgroups)
  expect(finding?.confidence).toBe(confidence)
  expect(wordsOf(finding)).toContain(words)
})
