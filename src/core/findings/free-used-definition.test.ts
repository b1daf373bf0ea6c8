import { promises } from '../../testing/rule.ts'

const free = (used: number, available = 10_400_000) =>
  `               total        used        free      shared  buff/cache   available\nMem:        16000000     ${used}     4000000      200000     7220000    ${available}\nSwap:        2000000           0     2000000\n`

promises('free-used-definition', {
  finds: { 'free of procps-ng 4': free(5_600_000) },
  passes: {
    'free of procps-ng 3.3': free(4_780_000),
    'a row where both formulas agree': free(4_780_000, 11_220_000),
    'the layout of before 2014':
      '             total       used       free     shared    buffers     cached\nMem:      16331804   15999124     332680          0     180196    8126116\n-/+ buffers/cache:    7692812    8638992\nSwap:      8388604      12344    8376260\n',
  },
  says: [/5\.34 GiB/, /4\.56 GiB/, /procps-ng 4\.0\.1/],
})
