import { promises } from '../../testing/rule.ts'

const vmstat = (scanned: number, stolen: number) =>
  `# cat /proc/vmstat\nnr_free_pages 100000\npgsteal_kswapd ${stolen}\npgsteal_direct 0\npgscan_kswapd ${scanned}\npgscan_direct 0\n`

promises('reclaim-inefficient', {
  finds: { 'a fifth of two million pages freed': [vmstat(1_000, 1_000), vmstat(2_001_000, 401_000)] },
  passes: {
    'reclaim that frees what it scans': [vmstat(0, 0), vmstat(2_000_000, 1_900_000)],
    'a few pages looked at in vain': [vmstat(0, 0), vmstat(90_000, 0)],
  },
  threshold: { below: [vmstat(0, 0), vmstat(1_000_000, 300_000)], at: [vmstat(0, 0), vmstat(1_000_000, 299_999)] },
  says: [/20\.0 %/, /30\.0 %/, /2.000.000/],
})
