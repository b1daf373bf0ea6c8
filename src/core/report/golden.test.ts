import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { analyze } from '../analyze.ts'
import { languages } from '../language/say.ts'
import { csvOf } from './csv.ts'
import { htmlReport } from './html.ts'
import { jiraReport } from './jira.ts'
import { markdownReport } from './markdown.ts'
import { pagerText } from './pager.ts'
import type { Stamp } from './stamp.ts'
import { tablesOf } from './tables.ts'
import { madeOf } from './tables/table.ts'
import { terminalReport } from './terminal.ts'

/**
 * What each brush makes of one case, whole, to be read by eyes: `golden/`. Where words or figures change on purpose,
 * `npx vitest run src/core/report/golden.test.ts --update` writes them anew; look at the difference.
 */
const text = readFileSync(join(import.meta.dirname, '../../../e2e/fixtures/missing-half.txt'), 'utf8')
const sources = [{ name: 'dump.txt', text }]
const report = analyze(sources)
const stamp: Stamp = { version: '1.2.3', digest: 'ab'.repeat(32), reopen: '#v1.8.abcdefgh' }

for (const language of languages) {
  test.each([
    ['markdown', markdownReport(report, sources, language, stamp)],
    ['jira', jiraReport(report, sources, language, stamp)],
    ['html', htmlReport(report, sources, language, stamp)],
    ['terminal', terminalReport(report, sources, language, stamp)],
    ['pager', pagerText(report, language, stamp)],
    ['csv', csvOf(madeOf(tablesOf(report, language).find(({ id }) => id === 'ledgers')!), stamp)],
  ])(`%s, ${language}`, async (brush, written) => {
    await expect(written.replaceAll('\r\n', '\n')).toMatchFileSnapshot(`golden/${brush}-${language}.txt`)
  })
}
