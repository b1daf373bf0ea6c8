import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn } from '../../../testing/read.ts'

test('-1 tells the fragmentation index from the unusable one, where no file is named', () => {
  const facts = factsIn('Node 0, zone      DMA -1.000 -1.000 0.951\n\nNode 0, zone      DMA 0.000 0.802 0.803\n')
  expect(facts).toMatchObject({
    'extfrag[0].index': 'extfrag_index',
    'extfrag[0].zones[0].values': '-1,-1,0.951',
    'extfrag[1].index': 'unusable_index',
    'extfrag[1].zones[0].node': '0',
  })
})

test('counts of blocks are buddyinfo', () =>
  expect(kindsIn('Node 0, zone      DMA 1 0 3 0 0 0 0 0 0 0 1\n')).toEqual(['buddyinfo']))

test('a row cut inside a number ends the table', () => {
  expect(kindsIn('Node 0, zone      DMA 0.000 0.8\n')).not.toContain('extfrag')
  expect(problemsIn('extfrag', 'Node 0, zone      DMA 0.000 0.802\n')).toEqual([])
})
