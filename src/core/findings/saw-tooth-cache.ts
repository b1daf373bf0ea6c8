import { spansOf, type Track } from '../course/track.ts'
import { bytes } from '../units.ts'
import { kB } from './figures.ts'
import { defineRule, type Case, type Evidence, type Hit } from './rule.ts'
import { beside, columnOf, sampledIn, wholeOf, type Sampled } from './sampled.ts'
import { thresholds } from './thresholds.ts'

const limits = thresholds['saw-tooth-cache']

interface Params {
  readonly column: string
  /** Bytes at which it turns, and whether that is a limit that was measured along. */
  readonly ceiling: number
  readonly limit: boolean
  readonly teeth: number
  /** How far it fell back at most. */
  readonly depth: number
  /** What programs hold at the end, and the cache; null where nobody measured them. */
  readonly anon: number | null
  readonly cache: number | null
}

const code = (name: string) => `\`${name.replaceAll('`', "'")}\``

/** F90. Usage that climbs to its ceiling and gives way there again and again, and nobody is killed: cache. */
export const sawToothCache = defineRule({
  id: 'saw-tooth-cache',
  reference: [
    'admin-guide/cgroup-v2.rst (memory.stat, reclaim at memory.max)',
    'admin-guide/mm/concepts.rst (Reclaim)',
  ],
  explains: ['growth'],
  check: (theCase): Hit<Params>[] => {
    if (hasKills(theCase)) return []
    return sampledIn(theCase).flatMap((sampled) => {
      const { track, course, snapshot } = sampled
      const isUsage = track.role === 'usage' || track.role === 'working-set'
      if (!isUsage || course.markers.some(({ kind }) => kind === 'restart')) return []
      const shape = shapeOf(sampled)
      const anon = beside(sampled, 'anon')
      const cache = beside(sampled, 'cache')
      if (!shape || (anon && !isFlat(anon, shape.ceiling))) return []
      const held = anon?.values.at(-1) ?? null
      const cached = cache?.values.at(-1) ?? null
      const isTold = anon !== null || (cached !== null && cached >= limits.cache * shape.ceiling)
      const [first, ...rest] = [track, anon, cache].flatMap((each) => (each ? spansOf(each, 6) : []))
      if (!first) return []
      return [
        {
          severity: 'notice',
          confidence: isTold ? 'likely' : 'possible',
          snapshot,
          subject: track.key,
          bytes: bytes(Math.round(cached ?? (held === null ? shape.depth : Math.max(0, track.values.at(-1)! - held)))),
          params: { column: columnOf(track), ...shape, anon: held, cache: cached },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: [
            `${columnOf(track)}: ${shape.teeth} × from ${kB(shape.ceiling)} down to ${kB(shape.ceiling - shape.depth)} at the lowest and back`,
            ...(anon ? [`${columnOf(anon)}: ${kB(anon.values[0]!)} → ${kB(anon.values.at(-1)!)}`] : []),
          ],
        },
      ]
    })
  },
  collect: () => ['memory.stat', 'memory.events'],
  en: {
    title: ({ column, teeth, ceiling }, say) =>
      `${code(column)} turned ${say.count(teeth)} times at ${say.bytes(ceiling)} and nobody was killed: a saw-tooth of cache, not a leak`,
    text: ({ ceiling, limit, depth, teeth, anon, cache }, say) =>
      `It climbs to ${say.bytes(ceiling)}${limit ? ', its limit,' : ''} falls back by up to **${say.bytes(depth)}** and climbs again, ${say.count(teeth)} times. What programs hold doesn’t come back by itself; the kernel takes back cache when a ceiling is reached.${anon === null ? '' : ` What they hold was measured along: ${say.bytes(anon)} at the end, and level.`}${cache === null ? '' : ` The cache was ${say.bytes(cache)} at the end.`}${anon === null && cache === null ? ' Neither the cache nor the programs’ own memory was measured along: a program that frees its own memory in time, such as a garbage collector at its heap limit, would draw the same picture.' : ''}`,
    refute: () =>
      'The programs’ own memory (`rss`, `anon`) that goes up and down along with it; kills or restarts at the same times.',
    actions: () => [
      { do: 'Nothing is to be done about the memory' },
      { do: 'Alert on the programs’ own memory and on `memory.events`, not on usage' },
    ],
  },
  zh: {
    title: ({ column, teeth, ceiling }, say) =>
      `${code(column)} 在 ${say.bytes(ceiling)} 处回落 ${say.count(teeth)} 次而无进程被杀：这是缓存形成的锯齿，并非泄漏`,
    text: ({ ceiling, limit, depth, teeth, anon, cache }, say) =>
      `用量升到 ${say.bytes(ceiling)}${limit ? '（即其限额）' : ''}后最多回落 **${say.bytes(depth)}** 再回升，共 ${say.count(teeth)} 次。程序占用的内存不会自行归还；到达上限时内核收回的是缓存。${anon === null ? '' : `同时测得程序自身占用：末值 ${say.bytes(anon)}，保持平稳。`}${cache === null ? '' : `缓存末值为 ${say.bytes(cache)}。`}${anon === null && cache === null ? '缓存与程序自身内存均未一同测量：会及时释放内存的程序（例如到达堆上限的垃圾回收器）也会呈现同样的曲线。' : ''}`,
    refute: () => '若程序自身内存（`rss`、`anon`）随之起落，或同一时刻有进程被杀或重启，则不成立。',
    actions: () => [{ do: '内存方面无需处理' }, { do: '告警应看程序自身内存与 `memory.events`，而不看用量' }],
  },
})

/** A kill brings memory back too, wherever it stands in the paste. */
const hasKills = ({ records }: Case) => records.some(({ kind }) => kind === 'oom')

const isFlat = ({ values }: Track, ceiling: number): boolean => {
  let [least, most] = [Infinity, -Infinity]
  for (const value of values) {
    least = Math.min(least, value)
    most = Math.max(most, value)
  }
  return most - least <= limits.flat * ceiling && most <= limits.held * ceiling
}

/** The ceiling and how often it turned there; null for any other shape. */
function shapeOf(sampled: Sampled): Pick<Params, 'ceiling' | 'limit' | 'teeth' | 'depth'> | null {
  const { values } = sampled.track
  if (values.length < limits.samples) return null
  const most = values.reduce((max, value) => Math.max(max, value), 0)
  const whole = wholeOf(sampled)
  const limit = whole?.limit === true && most <= whole.bytes * 1.01
  const ceiling = limit ? whole.bytes : most
  if (ceiling <= 0 || most < limits.near * ceiling) return null
  let [teeth, depth, low, wasHigh] = [0, 0, Infinity, false]
  for (const value of values) {
    if (value >= limits.near * ceiling) {
      if (wasHigh && low <= (1 - limits.tooth) * ceiling) {
        teeth++
        depth = Math.max(depth, ceiling - low)
      }
      ;[wasHigh, low] = [true, Infinity]
    } else low = Math.min(low, value)
  }
  const ends = values.at(-1)! >= limits.end * ceiling
  // Back to the ground is a restart, not reclaim.
  return teeth >= limits.teeth && ends && depth <= limits.depth * ceiling ? { ceiling, limit, teeth, depth } : null
}
