import { expect, test } from 'vitest'
import { fixtures } from '../../../testing/fixtures.ts'
import { problemsIn, recordsIn, valuesIn } from '../../../testing/read.ts'
import { GIB } from '../../units.ts'

const HEAD =
  '------ Shared Memory Segments --------\nkey        shmid      owner      perms      bytes      nattch     status\n'

test('a segment that nobody maps, and one that waits to go', () => {
  expect(
    valuesIn('ipcs', `${HEAD}0x00000000 3 oracle 660 8589934592 0 dest\n0x0052e2c1 98304 postgres 600 56 6\n`),
  ).toEqual([
    {
      segments: [
        { id: 3, owner: 'oracle', size: 8 * GIB, attached: 0, status: 'dest' },
        { id: 98304, owner: 'postgres', size: 56, attached: 6 },
      ],
    },
  ])
})

test('ipcs with all its tables: the messages of a queue are kernel memory, semaphores are next to nothing', () => {
  const text = `------ Message Queues --------\nkey        msqid      owner      perms      used-bytes   messages\n0x00000000 7 root 600 240000 240\n\n${HEAD}0x00000000 3 oracle 660 4096 1\n\n------ Semaphore Arrays --------\nkey        semid      owner      perms      nsems\n0x000000a7 0          root       600        1\n`
  expect(valuesIn('ipcs', text)).toEqual([
    { queues: [{ id: 7, owner: 'root', used: 240000, messages: 240 }] },
    { segments: [{ id: 3, owner: 'oracle', size: 4096, attached: 1 }] },
  ])
})

test('an empty table is a table', () => {
  expect(valuesIn('ipcs', HEAD)).toEqual([{ segments: [] }])
})

test('the summary counts pages of the machine', () => {
  const { text } = fixtures.find(({ name }) => name === 'ipcs/usage')!
  expect(valuesIn('ipcs', text)).toEqual([{ allocated: 89600 * 4096, resident: 89600 * 4096, swapped: 512 * 4096 }])
})

test('what cannot be read is left out', () => {
  const text = `${HEAD}0x00000000 3 oracle 660 -5 1\n0x00000000 4 oracle 660 18446744073709551615 1\n0x00000000 5 oracle 660 40\n`
  expect(valuesIn('ipcs', text)).toEqual([{ segments: [] }])
  expect(problemsIn('ipcs', text)).toEqual(['implausible: 3', 'implausible: 4'])
  expect(recordsIn('ipcs', '------ Shared Memory Segments --------\n')).toEqual([])
})
