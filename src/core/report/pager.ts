import type { Report } from '../analyze.ts'
import { speak } from '../findings/speak.ts'
import { documentWords } from '../language/document-words.ts'
import type { Language } from '../language/say.ts'
import { terms } from '../language/terms.ts'
import { unmarked } from '../text/markup.ts'
import { printable } from './cited-lines.ts'
import { stampLine, type Stamp } from './stamp.ts'

/** What is read on a lock screen; and what a chat takes in one message, where the line that opens the case fits as well. */
const MOST = 600
const MOST_WITH_CASE = 2000

/** The verdict for a pager or a chat: what, how sure, the numbers, the next step, no markup. */
export function pagerText(report: Report, language: Language, stamp: Stamp): string {
  const words = documentWords[language]
  const [verdict] = report.findings
  const stamped = stampLine(stamp)
  const part = report.partial ? [words.partial] : []
  const room = MOST - stamped.length - 2 - part.join('').length
  const none = report.partial ? words.noVerdictInPart : words.noVerdict
  const body = verdict === undefined ? [report.records.length > 0 ? none : words.nothing] : linesOf()
  const text = [...body, ...part, stamped].map(plain).join('\n')
  const whole = stamp.reopen === null ? text : `${text}\n${stamp.reopen}`
  return `${whole.length <= MOST_WITH_CASE ? whole : text}\n`

  function linesOf(): string[] {
    const { title, text, actions } = speak(verdict!, language)
    const { severity, confidence } = terms[language]
    const host = report.moments[verdict!.snapshot]?.host ?? null
    const [colon, open, close] = language === 'zh' ? ['：', '（', '）'] : [': ', ' (', ')']
    const grade = unmarked(words.confidence(severity[verdict!.severity], confidence[verdict!.confidence]))
    const head = clip(`${host === null ? '' : host + colon}${unmarked(title)}${open}${grade}${close}`, room)
    const step = actions[0]
      ? clip(`${words.next}${colon}${unmarked(actions[0].do)}`, Math.min(200, room - head.length))
      : ''
    const numbers = sentences(unmarked(text), room - head.length - step.length - 2)
    return [head, numbers, step].filter((line) => line !== '')
  }
}

/** As many whole sentences as there is room for. */
function sentences(text: string, room: number): string {
  const parts = text.split(/(?<=[.!?])\s+|(?<=[。！？])/)
  let out = ''
  for (const part of parts) {
    const next = out === '' ? part : /[。！？]$/.test(out) ? out + part : `${out} ${part}`
    if (next.length > room) break
    out = next
  }
  return out
}

const clip = (text: string, room: number) => (text.length <= room ? text : `${text.slice(0, Math.max(0, room - 2))} …`)

/** Nobody is called and nothing is drawn by what a process is named. */
const plain = (text: string) => printable(text).replace(/@(?=\w)|<(?=[!@#])/g, '$&\u2060')
