import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { analyze } from '../core/analyze.ts'
import { factsOf } from '../core/facts/facts.ts'
import { jsonReport } from '../core/report/json.ts'
import type { Source } from '../core/text/source.ts'

const [option = '', ...files] = process.argv.slice(2)
const sources: Source[] = files.map((file) => ({ name: basename(file), text: readFileSync(file, 'utf8') }))
const report = analyze(sources)
if (option === '--facts') {
  process.stdout.write(
    factsOf(report.records)
      .map(({ path, value }) => `${path}\t${value}\n`)
      .join(''),
  )
} else process.stdout.write(`${JSON.stringify(jsonReport(report, sources, 'en'), null, 2)}\n`)
process.exitCode = report.records.length > 0 ? 0 : 1
