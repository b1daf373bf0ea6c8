import { promises } from '../../testing/rule.ts'

const failure = (cache: string) =>
  `SLUB: Unable to allocate memory on node -1 (gfp=0x8020)\n  cache: ${cache}, object size: 232, buffer size: 256, default order: 1, min order: 0\n  node 0: slabs: 92, objs: 736, free: 0\n`

promises('slub-memcg-cache', {
  finds: {
    'a cache of a container': failure('ip6_dst_cache(1184:18479a49dd2c)'),
    'a cache that names no group': failure('kmalloc-256(0:)'),
  },
  passes: { 'a cache of the machine': failure('kmalloc-4096'), 'a name that holds a bracket': failure('ext4(xattr)') },
  says: [/`ip6_dst_cache`/, /1184/, /18479a49dd2c/, /3\.10\.0-1075/],
})
