import { withoutPseudonyms } from './pseudonyms.ts'
import { isTelling } from './standard.ts'

/** What everybody calls a file. */
const COMMON =
  /^(?:paste|pasted|dump|txt|log|csv|json|gz|input|output|stdin|before|after|sample|report|clipboard|mem\w*|oom\w*|\w*info|\d+)$/i

/**
 * From where to where the name of a file may name someone; null where it does not. It was given by a person, and nothing around
 * tells what its words mean: `web1-dmesg.txt`, `acme-monday.log`.
 */
export function tellingIn(name: string): { readonly from: number; readonly to: number } | null {
  const words = [...withoutPseudonyms(name).matchAll(/[\p{L}\p{N}]+/gu)].filter(
    ([word]) => !COMMON.test(word) && isTelling(word),
  )
  const [first, last] = [words[0], words.at(-1)]
  return first && last ? { from: first.index, to: last.index + last[0].length } : null
}
