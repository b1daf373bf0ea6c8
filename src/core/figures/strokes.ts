import { hueOf, type Hue } from './hues.ts'
import type { Role } from '../course/roles.ts'
import type { Track } from '../course/track.ts'

/** How a line is drawn: a hue and, where hues repeat, dashes. */
export interface Stroke {
  readonly hue: Hue | 'unaccounted'
  readonly dash: string | undefined
}

/** Far enough from each other to be told apart, in this order. */
const HUES: readonly Stroke['hue'][] = [
  'anon',
  'slab',
  'file-cache',
  'hugetlb',
  'shmem',
  'buffers',
  'kernel',
  'swap-cache',
  'free',
]
/** The first is a line without. */
const DASHES = ['', '6 3', '2 3', '8 3 2 3', '1 2']

const OF_ROLE: Readonly<Partial<Record<Role, Hue>>> = {
  available: 'buffers',
  free: 'free',
  usage: 'anon',
  'working-set': 'shmem',
  anon: 'anon',
  cache: 'file-cache',
  slab: 'slab',
  kernel: 'kernel',
  'swap-used': 'hugetlb',
  swapping: 'hugetlb',
}

const wishOf = ({ name, role }: Track): Stroke['hue'] | undefined => {
  if (name.kind === 'account') return hueOf(name.id) ?? 'unaccounted'
  return role === null ? undefined : OF_ROLE[role]
}

/** Strokes for the lines of one chart: each the hue of what it shows, where another does not have it already. */
export function strokesOf(tracks: readonly Track[]): ReadonlyMap<string, Stroke> {
  const strokes = new Map<string, Stroke>()
  const used = new Set<string>()
  const take = (hue: Stroke['hue']) => {
    const dash = DASHES.find((each) => !used.has(`${hue} ${each}`)) ?? DASHES.at(-1)!
    used.add(`${hue} ${dash}`)
    return { hue, dash: dash === '' ? undefined : dash }
  }
  const isFree = (hue: Stroke['hue']) => !used.has(`${hue} `)
  for (const track of tracks) {
    const wish = wishOf(track)
    const hue = wish !== undefined && isFree(wish) ? wish : HUES.find(isFree)
    strokes.set(track.key, take(hue ?? HUES[strokes.size % HUES.length]!))
  }
  return strokes
}
