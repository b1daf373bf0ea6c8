import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Article {
  readonly name: string
  readonly text: string
}

const ROOT = process.cwd()

const textsIn = (folder: string): Article[] =>
  readdirSync(join(ROOT, folder))
    .filter((file) => file.endsWith('.txt'))
    .map((file) => ({ name: file.replace(/\.txt$/, ''), text: readFileSync(join(ROOT, folder, file), 'utf8') }))

/** The five stories as people paste them: prose, prompts, dumps. */
export const articles = textsIn('e2e/fixtures')

/** Pastes that the dictionary of the links was not built from. */
export const strangers = textsIn('bench/pastes')

const fixtures = readdirSync(join(ROOT, 'src/core/formats'))
  .flatMap((folder) => {
    try {
      return textsIn(`src/core/formats/${folder}/fixtures`)
    } catch {
      return []
    }
  })
  .map(({ text }) => text)

/** Everything that can be read, over and over with prose between, up to a megabyte. */
export function megabyte(): Article {
  const parts: string[] = []
  for (let size = 0, at = 0; size < 2 ** 20; at++) {
    const part = `\nThe next one was taken a moment later, on another machine.\n\n${fixtures[at % fixtures.length]!}\n`
    parts.push(part)
    size += part.length
  }
  return { name: '1 MB mixed paste', text: parts.join('').slice(0, 2 ** 20) }
}
