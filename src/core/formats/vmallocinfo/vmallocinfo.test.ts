import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { factsIn, kindsIn, problemLinesIn, recordIn } from '../../../testing/read.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', `${name}.txt`), 'utf8')
const ROW =
  '0x00000000a88c99e4-0x00000000ad6f7ecb 62918656 acme_write+0x3e5/0x792 [acmedrv] pages=15360 vmalloc vpages N0=15360\n'

test('size, caller, module, pages, flags and nodes of an area', () => {
  expect(factsIn(ROW)).toEqual({
    'vmallocinfo[0].areas[0].range': '0x00000000a88c99e4-0x00000000ad6f7ecb',
    'vmallocinfo[0].areas[0].size': '62918656',
    'vmallocinfo[0].areas[0].caller': 'acme_write',
    'vmallocinfo[0].areas[0].module': 'acmedrv',
    'vmallocinfo[0].areas[0].pages': '15360',
    'vmallocinfo[0].areas[0].flags': 'vmalloc,vpages',
    'vmallocinfo[0].areas[0].N0': '15360',
  })
})

test('2.6.32: mappings of devices hold no pages, areas that wait to be freed have no caller', () => {
  const { areas } = recordIn('vmallocinfo', fixture('linux-2.6.32')).data
  expect(areas.map(({ size, caller, pages, flags }) => [size, caller, pages, flags.join(' ')])).toEqual([
    [8192, 'acpi_os_map_memory', undefined, 'ioremap'],
    [12288, 'acpi_tb_verify_table', undefined, 'ioremap'],
    [2101248, 'alloc_large_system_hash', 512, 'vmalloc vpages'],
    [266240, 'xfs_buf_map_pages', undefined, 'vm_map_ram'],
    [8192, undefined, undefined, 'unpurged vm_area'],
    [24576, 'module_alloc_update_bounds', 5, 'vmalloc'],
  ])
})

test.each([
  ['an address range of the kernel log', '0x00000000fee00000-0x00000000fee00fff pnp 00:02\n'],
  ['a mapping of smaps', '00400000-00cb1000 r-xp 00000000 fd:01 952273 /bin/alertmanager\n'],
  ['a symbol', '0xffffffff81000000 T _text\n'],
])('%s is no vmallocinfo', (_, text) => expect(kindsIn(text)).toEqual([]))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['a size that is no number', `${ROW}0x1-0x2 12x4 a+0x1/0x2 vmalloc\n`, ['ragged-row 0x1-0x2, 2']],
    ['below zero', `${ROW}0x1-0x2 -8192 a+0x1/0x2 vmalloc\n`, ['ragged-row 0x1-0x2, 2']],
    ['cut behind the range', `${ROW}0x1-0x2`, ['ragged-row 0x1-0x2, 2']],
    ['absurdly large', `${ROW}0x1-0x2 ${'9'.repeat(30)} vmalloc\n`, ['implausible 0x1-0x2, 2']],
  ])('%s: the row is named, the others are read', (_, text, problems) => {
    expect(problemLinesIn('vmallocinfo', text)).toEqual(problems)
    expect(recordIn('vmallocinfo', text).data.areas).toHaveLength(1)
  })

  test('a count of pages that is none is absent', () => {
    const { areas } = recordIn('vmallocinfo', '0x1-0x2 8192 a+0x1/0x2 pages=x vmalloc N0=\n').data
    expect(areas[0]).toMatchObject({ size: 8192, caller: 'a', flags: ['vmalloc'] })
    expect(areas[0]).not.toHaveProperty('pages')
  })

  test('callers that JavaScript knows', () => {
    expect(recordIn('vmallocinfo', '0x1-0x2 8192 __proto__ vmalloc\n').data.areas[0]!.caller).toBe('__proto__')
  })
})
