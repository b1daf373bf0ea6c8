import type { Problem } from '../../problem.ts'
import type { Figure } from '../../text/source.ts'
import type { Bytes } from '../../units.ts'
import { sizeIn } from '../cell.ts'
import { defineFormat } from '../format.ts'

/** The last lines of Android's procrank (system/memory/libmeminfo/tools/procrank.cpp); its rows are a list of processes. */
export interface Procrank {
  readonly ram: { readonly [name: string]: Figure<Bytes> }
}

/** `RAM: 1874880K total, 60016K free, 4032K buffers, 521420K cached, 3400K shmem, 78000K slab` */
const RAM = /^RAM:\s*\d+K total,\s*\d+K free/
const AMOUNT = /(\d{1,15}K) (total|free|buffers|cached|shmem|slab)\b/g

export const procrank = defineFormat({
  id: 'procrank',
  collect: 'procrank',
  role: 'selection',
  starts: ['RAM: '],
  claim: (lines, at) => (RAM.test(lines[at]!.text) ? 1 : 0),
  read(lines) {
    const problems: Problem[] = []
    const ram: Record<string, Figure<Bytes>> = {}
    for (const line of lines) {
      for (const match of line.text.matchAll(AMOUNT)) {
        const [, text, name] = match
        const token = { text: text!, from: match.index, to: match.index + text!.length }
        const figure = sizeIn(line, token, { unit: 1 }, name!, problems)
        if (figure) ram[name!] = figure
      }
    }
    return { data: { ram }, problems }
  },
})
