import { promises } from '../../testing/rule.ts'

const zone = (boost: number) =>
  `Node 0, zone   Normal\n  pages free     1000000\n        boost    ${boost}\n        min      ${4_000 + boost}\n        low      ${8_000 + boost}\n        high     ${12_000 + boost}\n        spanned  4000000\n        present  4000000\n        managed  3900000\n`

promises('watermark-boost', {
  finds: { 'marks that are lifted by 32 MiB': zone(8_192) },
  passes: { 'marks as they were set': zone(0) },
  threshold: { below: zone(3_000), at: zone(3_001) },
  says: [/32 MiB/, /0 Normal/, /25\.0 %/],
})
