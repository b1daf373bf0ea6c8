import type { Report } from '../analyze.ts'
import { collectNext } from '../findings/collect.ts'
import type { Finding } from '../findings/diagnose.ts'
import { restsOn } from '../findings/rests-on.ts'
import { speak, type Spoken } from '../findings/speak.ts'
import { documentWords } from '../language/document-words.ts'
import type { Language } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import type { Moment } from '../snapshot/moment.ts'
import type { Source } from '../text/source.ts'
import type { Block } from './blocks.ts'
import { bookBlocks } from './books.ts'
import { citedLines, harmless } from './cited-lines.ts'
import { courseBlocks } from './course.ts'
import { deathBlocks, failureBlocks } from './failures.ts'
import { comparisonBlocks } from './comparison.ts'
import type { Stamp } from './stamp.ts'

/** Enough for a ticket; the whole is one `--json` away. */
const MOST_MOMENTS = 6

/** What a report says, in the order in which it is read: verdict, what changed, books, free lists, kernel reports, courses, findings, gaps, stamp. */
export function documentOf(report: Report, sources: readonly Source[], language: Language, stamp: Stamp): Block[] {
  const words = documentWords[language]
  const last: Block = { kind: 'stamp', stamp, words: words.reopen }
  if (report.records.length === 0) {
    return [
      { kind: 'heading', level: 1, words: words.nothing },
      { kind: 'words', words: words.nothingText },
      ...partialBlocks(report, language),
      last,
    ]
  }
  const several = report.moments.length > 1
  const shown = report.moments.filter(hasBooks)
  return [
    ...verdictBlocks(report, language),
    ...partialBlocks(report, language),
    ...deathBlocks(report, language),
    ...comparisonBlocks(report, language),
    ...shown.slice(-MOST_MOMENTS).flatMap((moment): Block[] => [
      ...(several
        ? [
            {
              kind: 'heading',
              level: 2,
              words: harmless(words.snapshot(moment.label, moment.host, releaseOf(moment))),
            } as const,
          ]
        : []),
      ...bookBlocks(moment, (record) => restsOn(report, record), language),
      ...failureBlocks(moment, language),
    ]),
    ...(shown.length > MOST_MOMENTS
      ? [{ kind: 'words', words: words.more(shown.length - MOST_MOMENTS) } as const]
      : []),
    ...courseBlocks(report, language),
    ...findingBlocks(report, sources, language),
    ...coverageBlocks(report, language),
    last,
  ]
}

const hasBooks = ({ ledger, ledgers, zones, failures }: Moment) =>
  ledger !== null || ledgers.length + zones.length + failures.length > 0

const releaseOf = ({ machine }: Moment) => machine.release?.value ?? null

const partialBlocks = ({ partial }: Report, language: Language): Block[] =>
  partial ? [{ kind: 'words', words: documentWords[language].partial }] : []

function verdictBlocks({ findings: [verdict], partial }: Report, language: Language): Block[] {
  const words = documentWords[language]
  if (!verdict) {
    if (partial) return [{ kind: 'heading', level: 1, words: words.noVerdictInPart }]
    return [
      { kind: 'heading', level: 1, words: words.noVerdict },
      { kind: 'words', words: words.noVerdictText },
    ]
  }
  const spoken = harmlesslySpoken(verdict, language)
  return [
    { kind: 'heading', level: 1, words: spoken.title },
    { kind: 'words', words: gradeOf(verdict, language) },
    { kind: 'words', words: spoken.text },
    ...stepBlocks(spoken, language),
  ]
}

/** A finding's words name processes and paths of the paste. */
function harmlesslySpoken(finding: Finding, language: Language): Spoken {
  const { title, text, refute, actions, reference } = speak(finding, language)
  return {
    title: harmless(title),
    text: harmless(text),
    refute: harmless(refute),
    actions: actions.map(({ do: step, risk }) => ({
      do: harmless(step),
      ...(risk === undefined ? {} : { risk: harmless(risk) }),
    })),
    reference,
  }
}

function gradeOf({ severity, confidence }: Finding, language: Language): string {
  const { severity: severities, confidence: confidences } = terms[language]
  return documentWords[language].confidence(severities[severity], confidences[confidence])
}

function stepBlocks({ actions }: Spoken, language: Language): Block[] {
  const words = documentWords[language]
  if (actions.length === 0) return []
  const steps = actions.map(({ do: step, risk }) => (risk === undefined ? step : `${step} — ${words.risk(risk)}`))
  return [
    { kind: 'words', words: `**${words.next}**` },
    { kind: 'steps', steps },
  ]
}

function findingBlocks({ findings }: Report, sources: readonly Source[], language: Language): Block[] {
  if (findings.length === 0) return []
  const words = documentWords[language]
  const command = collectNext(findings)
  const explainedBy = ({ under }: Finding) => (under === null ? [] : [words.explainedBy(findings[under]?.id ?? '')])
  return [
    { kind: 'heading', level: 2, words: words.findings },
    ...findings.map((finding, index): Block => {
      const spoken = harmlesslySpoken(finding, language)
      const cited = citedLines(finding.evidence, sources)
      return {
        kind: 'fold',
        words: `${terms[language].severity[finding.severity]} · ${spoken.title}`,
        blocks: [
          {
            kind: 'words',
            words: [gradeOf(finding, language), `\`${finding.id}\``, ...explainedBy(finding)].join(' · '),
          },
          // The verdict has said it above.
          ...(index === 0 ? [] : [{ kind: 'words', words: spoken.text } as const]),
          ...(finding.arithmetic.length > 0
            ? ([
                { kind: 'words', words: `**${words.arithmetic}**` },
                { kind: 'figures', lines: finding.arithmetic.map(harmless) },
              ] as const)
            : []),
          { kind: 'words', words: `**${words.evidence}**` },
          { kind: 'cited', lines: cited.lines, more: cited.left > 0 ? words.more(cited.left) : null },
          ...(index === 0 ? [] : stepBlocks(spoken, language)),
          { kind: 'words', words: `**${words.refute}**: ${spoken.refute}` },
          {
            kind: 'words',
            words: `**${words.reference}**: ${spoken.reference.map((each) => `\`${each}\``).join(', ')}`,
          },
        ],
      }
    }),
    ...(command === null
      ? []
      : ([
          { kind: 'words', words: `**${words.collect}**` },
          { kind: 'figures', lines: [command] },
        ] as const)),
  ]
}

function coverageBlocks({ coverage, sources }: Report, language: Language): Block[] {
  const words = documentWords[language]
  return coverage.map(({ source, lines, unrecognised }): Block => {
    const unread = unrecognised.reduce((count, [first, last]) => count + last - first + 1, 0)
    const ranges = unrecognised.slice(0, 20).map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`))
    const name = sources.length > 1 ? `\`${harmless(sources[source]?.name ?? '').replaceAll('`', "'")}\`: ` : ''
    return {
      kind: 'words',
      words: [
        name + words.coverage(lines - unread, lines),
        ...(ranges.length > 0 ? [words.unread(ranges.join(', ') + (unrecognised.length > 20 ? ' …' : ''))] : []),
      ].join(' '),
    }
  })
}
