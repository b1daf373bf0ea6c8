import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { main } from './main.ts'

// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = main(process.argv.slice(2), {
  read: (file) => readFileSync(file === '-' ? 0 : file),
  page: () => readFileSync(join(import.meta.dirname, '../memledger.html'), 'utf8'),
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  locale: process.env['LANG'] ?? '',
})
