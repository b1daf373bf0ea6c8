import { describe, expect, test } from 'vitest'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { MIB } from '../../units.ts'

const ask = (name: string, answer: string) => `[root@vm ~]# vmware-toolbox-cmd stat ${name}\n${answer}\n`

test('what is asked one after the other is one picture', () => {
  expect(valuesIn('vmware', ask('memlimit', '8759 MB') + ask('balloon', '7097 MB'))).toEqual([
    { memlimit: 8759 * MIB, balloon: 7097 * MIB },
  ])
})

test('the same question again is the next picture', () => {
  const text = ask('balloon', '7097 MB') + ask('swap', '0 MB') + ask('balloon', '512 MB') + ask('swap', '3 MB')
  expect(valuesIn('vmware', text)).toEqual([
    { balloon: 7097 * MIB, swap: 0 },
    { balloon: 512 * MIB, swap: 3 * MIB },
  ])
})

test.each([
  ['for s in swap memlimit balloon; do vmware-toolbox-cmd stat $s; done', '1 MB\n2 MB\n3 MB'],
  [
    'vmware-toolbox-cmd stat swap; vmware-toolbox-cmd stat memlimit; vmware-toolbox-cmd stat balloon',
    '1 MB\n2 MB\n3 MB',
  ],
])('answers come in the order of the questions: %s', (command, answers) => {
  expect(valuesIn('vmware', `# ${command}\n${answers}\n`)).toEqual([{ swap: MIB, memlimit: 2 * MIB, balloon: 3 * MIB }])
})

test('4294967295 MB is no limit, which is no figure', () => {
  expect(valuesIn('vmware', ask('balloon', '0 MB') + ask('memlimit', '4294967295 MB'))).toEqual([{ balloon: 0 }])
})

test('what is not about memory is passed over', () => {
  expect(valuesIn('vmware', ask('balloon', '5 MB') + ask('speed', '2600 MHz') + ask('swap', '6 MB'))).toEqual([
    { balloon: 5 * MIB, swap: 6 * MIB },
  ])
})

test('the lines of stat raw are kept by name', () => {
  const text =
    '# vmware-toolbox-cmd stat raw text session\nuptime = 1036293956\nversion = VMware ESXi 6.7.0\nvm.mem.limit = -1\n'
  expect(valuesIn('vmware', text)).toEqual([{ raw: { uptime: 1036293956, version: 'VMware ESXi 6.7.0' } }])
})

describe('bad input', () => {
  test.each([
    ['no answer', ask('balloon', '')],
    ['an error', ask('balloon', 'Error: failed to query the balloon.')],
    ['a number of another command', '[root@vm ~]# cat /tmp/size\n8759 MB\n'],
    ['prose', 'vmware-toolbox-cmd stat balloon said\n7097 MB of memory were taken.\n'],
  ])('%s', (_, text) => expect(recordsIn('vmware', text)).toEqual([]))

  test('a size beyond any machine', () => {
    const text = ask('balloon', '18446744073709551615 MB') + ask('swap', '1 MB')
    expect(valuesIn('vmware', text)).toEqual([{ swap: MIB }])
    expect(problemsIn('vmware', text)).toEqual(['implausible: balloon'])
  })
})
