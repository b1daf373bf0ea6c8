import type { Track } from '../../core/course/track.ts'
import type { Role } from '../../core/course/roles.ts'
import { colourOf } from '../ledger/colours.ts'

/** How a line is drawn: a hue and, where hues repeat, dashes. */
export interface Stroke {
  readonly colour: string
  readonly dash: string | undefined
}

/** Far enough from each other to be told apart, in this order. */
const HUES = [
  '--anon',
  '--slab',
  '--file-cache',
  '--hugetlb',
  '--shmem',
  '--buffers',
  '--kernel',
  '--swap-cache',
  '--free',
].map((name) => `var(${name})`)
/** The first is a line without. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '1 2']

const OF_ROLE: Readonly<Partial<Record<Role, string>>> = {
  available: 'var(--buffers)',
  free: 'var(--free)',
  usage: 'var(--anon)',
  'working-set': 'var(--shmem)',
  anon: 'var(--anon)',
  cache: 'var(--file-cache)',
  slab: 'var(--slab)',
  kernel: 'var(--kernel)',
  'swap-used': 'var(--hugetlb)',
  swapping: 'var(--hugetlb)',
}

const wishOf = ({ name, role }: Track): string | undefined => {
  if (name.kind === 'account') return colourOf(name.id) ?? 'var(--unaccounted)'
  return role === null ? undefined : OF_ROLE[role]
}

/** Strokes for the lines of one chart: each the hue of what it shows, where another does not have it already. */
export function strokesOf(tracks: readonly Track[]): ReadonlyMap<string, Stroke> {
  const strokes = new Map<string, Stroke>()
  const used = new Set<string>()
  const take = (colour: string) => {
    const dash = DASHES.find((each) => !used.has(`${colour} ${each}`)) ?? DASHES.at(-1)!
    used.add(`${colour} ${dash}`)
    return { colour, dash: dash === '' ? undefined : dash }
  }
  const isFree = (colour: string) => !used.has(`${colour} `)
  for (const track of tracks) {
    const wish = wishOf(track)
    const colour = wish !== undefined && isFree(wish) ? wish : HUES.find(isFree)
    strokes.set(track.key, take(colour ?? HUES[strokes.size % HUES.length]!))
  }
  return strokes
}
