import { expect, test } from 'vitest'
import { factsIn, kindsIn } from '../../../testing/read.ts'

test('a crowd is read with its name, arguments and all', () => {
  const text =
    '# ps -eo args | sort | uniq -c | sort -nr | head -2\n    151 postgres: idle\n      3 /usr/sbin/sshd -D\n'
  expect(factsIn(text)).toEqual({
    'processCounts[0].programs[0].name': 'postgres: idle',
    'processCounts[0].programs[0].count': '151',
    'processCounts[0].programs[1].name': '/usr/sbin/sshd -D',
    'processCounts[0].programs[1].count': '3',
  })
})

test('counts of other things are none', () =>
  expect(kindsIn('# cut -d: -f7 /etc/passwd | sort | uniq -c\n      3 /bin/bash\n')).toEqual([]))
