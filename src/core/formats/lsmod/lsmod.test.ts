import { expect, test } from 'vitest'
import { problemsIn, valuesIn } from '../../../testing/read.ts'

const HEAD = 'Module                  Size  Used by\n'

test('size, users and who they are', () => {
  expect(valuesIn('lsmod', `${HEAD}vsock  36526  2 vmci,hv_sock\nacmedrv 16384 -2 [permanent]\n`)).toEqual([
    {
      modules: [
        { name: 'vsock', size: 36526, users: 2, usedBy: ['vmci', 'hv_sock'] },
        { name: 'acmedrv', size: 16384, users: -2, usedBy: [] },
      ],
    },
  ])
})

test.each([
  ['nothing', ''],
  ['the head alone', HEAD],
  ['prose', 'Module sizes are small.\n'],
])('%s', (_, text) => expect(valuesIn('lsmod', text)).toEqual([]))

test('what cannot be read is left out', () => {
  expect(valuesIn('lsmod', `${HEAD}vsock 36526 0\n__proto__ 18446744073709551615 0\next4 95`)).toEqual([
    { modules: [{ name: 'vsock', size: 36526, users: 0, usedBy: [] }] },
  ])
  expect(problemsIn('lsmod', `${HEAD}vsock 36526 0\n__proto__ 18446744073709551615 0\n`)).toEqual([
    'implausible: __proto__',
  ])
})
