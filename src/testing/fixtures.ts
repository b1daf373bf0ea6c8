import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { formats, logFormats, type FormatId } from '../core/formats/index.ts'

/** One dump as a machine printed it: one record of `kind`. */
export interface Fixture {
  /** `meminfo/el6-two-nodes` */
  readonly name: string
  /** The record kind, from the folder's name (`memory-stat` → `memoryStat`) or the file's (`oom--el6.txt`). */
  readonly kind: string
  /** The kernel's log printed it: any log prefix may stand before its lines. */
  readonly log: boolean
  readonly text: string
}

const FORMATS = join(import.meta.dirname, '../core/formats')

const kinds: ReadonlySet<string> = new Set<FormatId>([...formats, ...logFormats].map((format) => format.id))
const logKinds: ReadonlySet<string> = new Set<FormatId>((logFormats as readonly { id: FormatId }[]).map(({ id }) => id))

const camelCase = (folder: string) => folder.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Every `src/core/formats/<folder>/fixtures/*.txt`. */
export const fixtures: readonly Fixture[] = readdirSync(FORMATS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: folder }) =>
    texts(join(FORMATS, folder, 'fixtures')).map((file) => {
      const kind = file.includes('--') ? file.slice(0, file.indexOf('--')) : camelCase(folder)
      return {
        name: `${folder}/${file.replace(/\.txt$/, '')}`,
        kind,
        log: logKinds.has(kind),
        text: readFileSync(join(FORMATS, folder, 'fixtures', file), 'utf8'),
      }
    }),
  )

/** Kinds that a fixture can claim to be. */
export const knownKinds = kinds

function texts(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.txt'))
  } catch {
    return []
  }
}

/** The text of a dump below `src/core`: `formats/oom/fixtures/linux-7.2.txt`. */
export const dumpOf = (path: string): string => readFileSync(join(FORMATS, '..', path), 'utf8')
