import { describe, expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, valuesIn } from '../../../testing/read.ts'
import { KIB, MIB } from '../../units.ts'

const fixture = (name: string) => fixtures.find((each) => each.name === `kubectl-describe/${name}`)!.text

test('how each container ended, and what it may have', () => {
  expect(valuesIn('kubectlDescribe', fixture('pod'))).toEqual([
    {
      name: 'api-7d9c5b6f4-x2k8p',
      namespace: 'default',
      containers: [
        {
          name: 'api',
          state: { status: 'Running' },
          lastState: {
            status: 'Terminated',
            reason: 'OOMKilled',
            exitCode: 137,
            finished: 'Fri, 14 Mar 2025 02:43:59 +0000',
          },
          restartCount: 4,
          limit: 512 * MIB,
          request: 256 * MIB,
        },
        { name: 'sidecar', state: { status: 'Running' }, restartCount: 0, limit: 128 * MIB },
      ],
    },
  ])
})

test('an excerpt', () => {
  expect(valuesIn('kubectlDescribe', 'Reason:       OOMKilled\nExit Code:    137\n')).toEqual([
    { containers: [{ lastState: { reason: 'OOMKilled', exitCode: 137 } }] },
  ])
})

test('a node', () => {
  expect(valuesIn('kubectlDescribe', fixture('node'))).toEqual([
    {
      name: 'node158',
      memoryPressure: 'True',
      capacity: 16267364 * KIB,
      allocatable: 15218788 * KIB,
      containers: [],
    },
  ])
})

test('an excerpt of a node, with what else it has', () => {
  const text =
    'Capacity:\n cpu:                40\n ephemeral-storage:  286668168Ki\n hugepages-2Mi:      0\n memory:             131671024Ki\n pods:               110\nAllocatable:\n cpu:                39750m\n memory:             131437552Ki\n'
  expect(valuesIn('kubectlDescribe', text)).toMatchObject([{ capacity: 131671024 * KIB, allocatable: 131437552 * KIB }])
})

test('the descriptions of several pods', () => {
  const pod = (name: string) =>
    `Name: ${name}\nNamespace: default\nContainers:\n  app:\n    Limits:\n      memory: 1Gi\n`
  expect(valuesIn('kubectlDescribe', `${pod('a')}\n\n${pod('b')}`)).toMatchObject([{ name: 'a' }, { name: 'b' }])
})

describe('bad input', () => {
  test.each([
    ['nothing', ''],
    ['a name alone', 'Name: api\n'],
    ['a pod that says nothing of memory', 'Name: api\nNamespace: default\nStatus: Running\n'],
    ['a ticket', 'State: open\nReason: nobody knows\nName: incident 4711\n'],
    ['cut', '    Last State:     Terminated\n      Reas'],
  ])('%s', (_, text) => expect(valuesIn('kubectlDescribe', text)).toEqual([]))

  test('values that are none', () => {
    const text = 'Last State: Terminated\nReason: OOMKilled\nExit Code: many\nLimits:\nmemory: lots\nmemory: 1Gi\n'
    expect(valuesIn('kubectlDescribe', text)).toMatchObject([{ containers: [{ limit: 1024 * MIB }] }])
    expect(problemsIn('kubectlDescribe', text)).toEqual(['not-a-number: Exit Code', 'not-a-number: Limits memory'])
  })
})
