import type { HugepagePool } from '../formats/hugepages/hugepages.ts'
import { recordsOf, type Snapshot } from '../snapshot/snapshot.ts'
import type { Figure } from '../text/source.ts'
import { KIB } from '../units.ts'
import type { Account } from './account.ts'
import { account } from './balance.ts'
import { pick, type Fields } from './entries.ts'

/** A pool of huge pages of one size: all of it, the free ones, those of them that are promised, those over the limit. */
interface Pool {
  readonly size: number
  readonly total: Figure
  readonly free?: Figure | undefined
  readonly reserved?: Figure | undefined
  readonly surplus?: Figure | undefined
  readonly evidence: Account['evidence']
}

/**
 * Huge pages of every size. Hugetlb (≥ 4.16) counts them all; before, HugePages_* count the default size alone, and the
 * other pools are only in sysfs (mm/hugetlb.c, hugetlb_report_meminfo). They are in no other field.
 */
export function hugetlb(fields: Fields, hugePage: Figure | undefined, snapshot: Snapshot, node?: number): Account[] {
  const records = recordsOf(snapshot, 'hugepages')
  const sysfs = merged(records.flatMap(({ data }) => data.pools)).flatMap((pool) => poolOf(pool, node))
  const inMeminfo = hugePage ? defaultPool(fields, hugePage) : []
  const pools = [...inMeminfo, ...sysfs.filter(({ size }) => inMeminfo.every((pool) => pool.size !== size))].filter(
    // More bytes than there are whole numbers: the line is damaged.
    ({ size, total }) => Number.isSafeInteger(size * total.value),
  )
  const [[, all] = []] = pick(fields, ['Hugetlb'])
  if (all === undefined && pools.length === 0) return []
  const rows = pools.map(poolAccount)
  const whole = rows.reduce((sum, { bytes }) => sum + bytes, 0)
  // Pools that add up to more than all of them contradict it: then they are no way to cut it.
  const held = all && whole > all.value ? [] : rows.filter(({ bytes }) => bytes > 0)
  return [
    account('hugetlb', all?.value ?? whole, all ? [all.span] : pools.flatMap(({ evidence }) => evidence), {
      ...(all ? {} : { basis: 'derived', formula: rows.map(({ formula }) => formula).join(' + ') }),
      ...(held.length > 0 && { splits: [{ by: 'size', record: records[0]?.id ?? 'meminfo', rows: held }] }),
    }),
  ]
}

/** Files of one pool that were printed one by one are one pool. */
function merged(pools: readonly HugepagePool[]): HugepagePool[] {
  const byPool = new Map<string, HugepagePool>()
  for (const pool of pools) {
    const key = `${pool.node ?? ''} ${pool.size}`
    const before = byPool.get(key)
    byPool.set(key, before ? { ...before, fields: new Map([...before.fields, ...pool.fields]) } : pool)
  }
  return [...byPool.values()]
}

function defaultPool(fields: Fields, hugePage: Figure): Pool[] {
  const total = fields.get('HugePages_Total')
  if (!total) return []
  return [
    {
      size: hugePage.value,
      total,
      free: fields.get('HugePages_Free'),
      reserved: fields.get('HugePages_Rsvd'),
      surplus: fields.get('HugePages_Surp'),
      evidence: [total.span, hugePage.span],
    },
  ]
}

function poolOf({ size, node, fields }: HugepagePool, wanted: number | undefined): Pool[] {
  const total = fields.get('nr_hugepages')
  if (!total || node !== wanted) return []
  return [
    {
      size,
      total,
      free: fields.get('free_hugepages'),
      reserved: fields.get('resv_hugepages'),
      surplus: fields.get('surplus_hugepages'),
      evidence: [total.span],
    },
  ]
}

function poolAccount({ size, total, free, reserved, surplus, evidence }: Pool): Account {
  const part = (name: string, figure: Figure | undefined, parts: readonly Account[] = []) =>
    figure && figure.value > 0 ? [account('hugetlb', figure.value * size, [figure.span], { name, parts })] : []
  return account('hugetlb', total.value * size, evidence, {
    name: `${size / KIB} kB`,
    basis: 'derived',
    formula: `${total.value} × ${size / KIB} kB`,
    parts: [...part('free', free, part('reserved', reserved)), ...part('surplus', surplus)],
  })
}
