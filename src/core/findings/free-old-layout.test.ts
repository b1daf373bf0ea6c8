import { promises } from '../../testing/rule.ts'

const free = (cached: number, used = 15_000_000) =>
  `             total       used       free     shared    buffers     cached\nMem:      16331804   ${used}     1331804          0     0    ${cached}\n-/+ buffers/cache:    ${used - cached}    ${1_331_804 + cached}\nSwap:      8388604      12344    8376260\n`

promises('free-old-layout', {
  finds: { 'a host whose used memory is mostly cache': free(9_000_000) },
  passes: {
    'a host whose used memory is its programs’': free(2_000_000),
    'the layout of today':
      '              total        used        free      shared  buff/cache   available\nMem:       16000000     4780000     4000000      200000     7220000    10400000\n',
  },
  threshold: { below: free(6_000_000), at: free(6_000_001) },
  says: [/14\.31 GiB/, /5\.72 GiB/, /15\.58 GiB/],
})
