import type { Finding } from './diagnose.ts'
import { ruleOf } from './speak.ts'

/** Longer lines nobody pastes; the gravest findings come first. */
const MOST = 12

/**
 * One command line that gathers exactly what the open suspects need, in a form that can be pasted back; null where
 * nothing above a note is open. Files come first, under the heads that `tail -v` prints; each command under its own prompt.
 */
export function collectNext(findings: readonly Finding[]): string | null {
  const open = findings.filter(({ severity }) => severity !== 'info')
  const wanted = [...new Set(open.flatMap((finding) => ruleOf(finding).collect?.(finding.params) ?? []))].slice(0, MOST)
  if (wanted.length === 0) return null
  const files = wanted.filter((each) => each.startsWith('/'))
  const commands = wanted.filter((each) => !each.startsWith('/'))
  return [
    ...(files.length > 0 ? [`tail -v -n +1 ${files.join(' ')}`] : []),
    ...commands.map((command) => `echo '# ${command.replaceAll("'", `'\\''`)}'; ${command}`),
  ].join('; ')
}
