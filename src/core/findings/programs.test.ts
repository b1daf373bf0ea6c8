import { expect, test } from 'vitest'
import { nameOf } from './programs.ts'

test.each([
  ['/usr/lib/jvm/jre/bin/java -server -Xmx4g', 'java'],
  ['postgres: writer process', 'postgres'],
  ['nginx: worker process', 'nginx'],
  ['-bash', 'bash'],
  ['[kworker/0:1]', '[kworker/0:1]'],
  ['/', '/'],
])('%s is %s', (command, name) => {
  expect(nameOf(command)).toBe(name)
})
