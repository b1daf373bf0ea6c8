import type { Report } from '../../analyze.ts'
import { speak } from '../../findings/speak.ts'
import type { Language } from '../../language/say.ts'
import { tableWords } from '../../language/table-words.ts'
import { terms } from '../../language/terms.ts'
import { unmarked } from '../../text/markup.ts'
import type { TableEntry, Value } from './table.ts'

/** What was found, most important first. */
export function findingsTable({ findings }: Report, language: Language): TableEntry {
  const { title, column } = tableWords[language]
  const { severity, confidence } = terms[language]
  return {
    id: 'findings',
    title: title.findings,
    make: () => ({
      columns: [
        { id: 'id', title: column.id },
        { id: 'severity', title: column.severity },
        { id: 'confidence', title: column.confidence },
        { id: 'snapshot', title: column.snapshot },
        { id: 'explainedBy', title: column.explainedBy },
        { id: 'bytes', title: column.bytes },
        { id: 'title', title: column.finding },
        { id: 'text', title: column.text },
        { id: 'steps', title: column.steps },
        { id: 'lines', title: column.lines },
      ],
      rows: findings.map((finding): Value[] => {
        const spoken = speak(finding, language)
        return [
          finding.id,
          severity[finding.severity],
          confidence[finding.confidence],
          finding.snapshot + 1,
          finding.under === null ? null : (findings[finding.under]?.id ?? null),
          finding.bytes,
          unmarked(spoken.title),
          unmarked(spoken.text),
          spoken.actions
            .map(({ do: step, risk }) => unmarked(risk === undefined ? step : `${step} (${risk})`))
            .join('; '),
          [...new Set(finding.evidence.map(({ line }) => line))].join(' '),
        ]
      }),
    }),
  }
}
