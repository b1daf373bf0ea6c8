import { expect, test } from 'vitest'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { GIB, MIB } from '../../units.ts'

const PODS = 'NAME                        CPU(cores)   MEMORY(bytes)\n'

test('pods', () => {
  expect(valuesIn('kubectlTop', `${PODS}api-7d9c5b6f4-x2k8p 12m 486Mi\ncache-0 3m 2Gi\n`)).toEqual([
    {
      of: 'pods',
      usages: [
        { name: 'api-7d9c5b6f4-x2k8p', cpu: '12m', memory: 486 * MIB },
        { name: 'cache-0', cpu: '3m', memory: 2 * GIB },
      ],
    },
  ])
})

test.each(['NAME CPU(cores) CPU% MEMORY(bytes) MEMORY%', 'NAME CPU(cores) CPU(%) MEMORY(bytes) MEMORY(%)'])(
  'nodes; what the metrics server does not know is absent: %s',
  (head) => {
    expect(
      valuesIn(
        'kubectlTop',
        `${head}\nnode158 1210m 15% 13958Mi 88%\nnode159 <unknown> <unknown> <unknown> <unknown>\n`,
      ),
    ).toEqual([{ of: 'nodes', usages: [{ name: 'node158', cpu: '1210m', memory: 13958 * MIB }, { name: 'node159' }] }])
  },
)

test('a bare M is decimal', () => {
  expect(valuesIn('kubectlTop', `${PODS}api 12m 486M\n`)).toMatchObject([{ usages: [{ memory: 486e6 }] }])
})

test.each([
  ['nothing', ''],
  ['the head alone', PODS],
  ['get pods', 'NAME READY STATUS RESTARTS AGE\napi 1/1 Running 0 3d\n'],
  ['cut', `${PODS}api 12m\n`],
  ['prose', `${PODS}the api takes most\n`],
])('%s', (_, text) => expect(valuesIn('kubectlTop', text)).toEqual([]))

test('a size beyond any machine', () => {
  expect(problemsIn('kubectlTop', `${PODS}api 12m 99999999999999999Mi\n`)).toEqual(['implausible: memory'])
})
