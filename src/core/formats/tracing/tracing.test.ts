import { expect, test } from 'vitest'
import { factsIn, kindsIn, problemsIn, readText } from '../../../testing/read.ts'

const DIRECTORY = '/sys/kernel/tracing'

test('the buffers of all CPUs, in bytes', () => {
  const text = `${DIRECTORY}/buffer_size_kb:112642\n${DIRECTORY}/buffer_total_size_kb:225284\n${DIRECTORY}/tracing_on:1\n`
  expect(factsIn(text)).toEqual({
    'tracing[0].bufferSize': String(112642 * 1024),
    'tracing[0].bufferTotalSize': String(225284 * 1024),
    'tracing[0].tracingOn': '1',
  })
})

test('a tracer that was never used has not allocated what it says it may', () => {
  expect(factsIn(`# cat ${DIRECTORY}/buffer_total_size_kb\n14 (expanded: 2816)\n`)).toEqual({
    'tracing[0].bufferTotalSize': String(14 * 1024),
  })
})

test('files under prompts of their own stay in one moment; an instance is another buffer', () => {
  const text = `trace# cat ${DIRECTORY}/buffer_total_size_kb\n225284\ntrace# cat ${DIRECTORY}/tracing_on\n1\n`
  expect(readText(text).map(({ subject }) => subject)).toEqual(['buffer_total_size_kb', 'tracing_on'])
  expect(factsIn(`${DIRECTORY}/instances/net/buffer_total_size_kb:8\n`)).toMatchObject({ 'tracing[0].instance': 'net' })
})

test('bad values are named and absent', () => {
  for (const value of ['x', '-1', '9'.repeat(30)]) {
    expect(problemsIn('tracing', `${DIRECTORY}/buffer_total_size_kb:${value}\n`)).toEqual([
      'not-a-number: buffer_total_size_kb',
    ])
    expect(factsIn(`${DIRECTORY}/buffer_total_size_kb:${value}\n`)).toEqual({})
  }
})

test('a number below another file is not taken', () =>
  expect(kindsIn(`# cat ${DIRECTORY}/trace_clock\n5\n`)).toEqual([]))
