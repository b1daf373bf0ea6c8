import { bytes, toBytes, pages } from '../units.ts'
import { defineRule, type Evidence } from './rule.ts'
import { thresholds } from './thresholds.ts'

const { ofHigh } = thresholds['watermark-boost']

/** F51. Watermarks lifted for a while after page blocks were mixed (mm/page_alloc.c, boost_watermark). */
export const watermarkBoost = defineRule({
  id: 'watermark-boost',
  reference: ['admin-guide/sysctl/vm.rst (watermark_boost_factor)'],
  check: ({ moments }) =>
    moments.flatMap((moment) => {
      const boosted = moment.zoneStates.filter(
        ({ boost, high }) => boost !== null && high !== null && boost.value > ofHigh * (high.value - boost.value),
      )
      const [first, ...rest] = boosted.flatMap(({ boost, high }) => [boost!.span, high!.span])
      if (!first) return []
      const size = bytes(boosted.reduce((sum, { boost, pageSize }) => sum + toBytes(pages(boost!.value), pageSize), 0))
      return [
        {
          severity: 'info',
          confidence: 'likely',
          snapshot: moment.index,
          bytes: size,
          params: { size, zones: boosted.map(({ node, zone }) => `${node} ${zone}`) },
          evidence: [first, ...rest] satisfies Evidence,
          arithmetic: boosted.map(
            ({ node, zone, boost, high }) =>
              `Node ${node} ${zone}: boost ${boost!.value} pages > ${ofHigh} × (high ${high!.value} − boost)`,
          ),
        } as const,
      ]
    }),
  en: {
    title: ({ size }, say) => `The watermarks are lifted by ${say.bytes(size)} for a while`,
    text: ({ zones }, say) =>
      `In node ${say.list(zones)} an unmovable request had to break into a block of movable pages, so the kernel keeps more free and wakes kswapd, to be able to put pages together again (noted above ${say.percent(ofHigh)} of high). It decays by itself.`,
    refute: () => 'The boost is 0 a minute later.',
    actions: () => [
      {
        do: 'Nothing; where kswapd burns CPU all day because of it: `vm.watermark_boost_factor=0`',
        risk: 'More fragmentation in the long run.',
      },
    ],
  },
  zh: {
    title: ({ size }, say) => `水位暂时被抬高 ${say.bytes(size)}`,
    text: ({ zones }, say) =>
      `在 node ${say.list(zones)} 中，不可移动的请求不得不占用可移动页块，内核因此多保留空闲内存并唤醒 kswapd，以便重新合并页（超过 high 的 ${say.percent(ofHigh)} 提示）。它会自行衰减。`,
    refute: () => '若一分钟后 boost 为 0，则已过去。',
    actions: () => [
      { do: '无需处理；若 kswapd 因此整天占用 CPU：`vm.watermark_boost_factor=0`', risk: '长期看碎片会更多。' },
    ],
  },
})
