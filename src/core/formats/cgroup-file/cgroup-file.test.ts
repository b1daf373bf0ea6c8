import { describe, expect, test } from 'vitest'
import { assemble } from '../../snapshot/snapshot.ts'
import { factsIn, kindsIn, problemLinesIn, readText, recordIn } from '../../../testing/read.ts'

const GROUP = '/sys/fs/cgroup/system.slice/indexer.service'

describe('one record a file, each with its path', () => {
  test('cat of several files prints bare numbers: they are in the order of the command', () => {
    const text = `# cat ${GROUP}/memory.current ${GROUP}/memory.high ${GROUP}/memory.max\n142323712\n125829120\nmax\n`
    expect(factsIn(text)).toEqual({
      'cgroupFile[0].path': `${GROUP}/memory.current`,
      'cgroupFile[0].name': 'memory.current',
      'cgroupFile[0].value': '142323712',
      'cgroupFile[1].path': `${GROUP}/memory.high`,
      'cgroupFile[1].name': 'memory.high',
      'cgroupFile[1].value': '125829120',
      'cgroupFile[2].path': `${GROUP}/memory.max`,
      'cgroupFile[2].name': 'memory.max',
      'cgroupFile[2].value': 'max',
      'cgroupFile[2].unlimited': 'max',
    })
    expect(readText(text).map(({ subject }) => subject)).toEqual([
      '/system.slice/indexer.service memory.current',
      '/system.slice/indexer.service memory.high',
      '/system.slice/indexer.service memory.max',
    ])
  })

  test('a file that is not there does not shift the others', () => {
    const text = [
      `# cat ${GROUP}/memory.peak ${GROUP}/memory.current`,
      `cat: ${GROUP}/memory.peak: No such file or directory`,
      '142323712',
    ].join('\n')
    expect(factsIn(text)).toMatchObject({ 'cgroupFile[0].name': 'memory.current', 'cgroupFile[0].value': '142323712' })
  })

  test('grep names the file on each line; v1 rounds its "no limit" to pages', () => {
    const group = '/sys/fs/cgroup/memory//kubepods.slice/pod-a.slice'
    const text = [
      `${group}/memory.limit_in_bytes:314572800`,
      `${group}/sidecar/memory.limit_in_bytes:9223372036854771712`,
      `${group}/memory.failcnt:225`,
    ].join('\n')
    const facts = factsIn(text)
    expect(facts).toMatchObject({
      'cgroupFile[0].name': 'memory.limit_in_bytes',
      'cgroupFile[0].value': '314572800',
      'cgroupFile[1].unlimited': '9223372036854771712',
      'cgroupFile[2].name': 'memory.failcnt',
      'cgroupFile[2].value': '225',
    })
    expect(facts).not.toHaveProperty('cgroupFile[1].value')
    expect(readText(text)[1]!.subject).toBe('/kubepods.slice/pod-a.slice/sidecar memory.limit_in_bytes')
  })

  test('relative names are in the directory that the command ran in', () => {
    const text =
      '# cd /sys/fs/cgroup; grep . k.slice/*/memory.current ./memory.max\nk.slice/a/memory.current:4096\n./memory.max:max\n'
    expect(readText(text).map(({ subject }) => subject)).toEqual(['/k.slice/a memory.current', '/ memory.max'])
    expect(factsIn(text)).toMatchObject({ 'cgroupFile[0].path': '/sys/fs/cgroup/k.slice/a/memory.current' })
  })

  test('tail and head print a head before each file', () => {
    const text = '==> memory.current <==\n4096\n\n==> memory.max <==\nmax\n\n==> memory.swap.current <==\n0\n'
    expect(readText(text).map(({ data }) => (data as { name: string }).name)).toEqual([
      'memory.current',
      'memory.max',
      'memory.swap.current',
    ])
  })

  test('a loop that names directories: the loop’s body names the files in them', () => {
    const text = [
      '# for d in /sys/fs/cgroup/k.slice/*/; do echo "== $d"; cat $d/memory.current; grep -E "^(anon|file) " $d/memory.stat; done',
      '== /sys/fs/cgroup/k.slice/pod-db.slice/',
      '441405440',
      'anon 440459264',
      'file 4096',
      '== /sys/fs/cgroup/k.slice/pod-web.slice/',
      '94736384',
      'anon 94425088',
      'file 53248',
    ].join('\n')
    expect(factsIn(text)).toMatchObject({
      'cgroupFile[0].path': '/sys/fs/cgroup/k.slice/pod-db.slice/memory.current',
      'cgroupFile[0].value': '441405440',
      'memoryStat[0].anon': '440459264',
      'cgroupFile[1].path': '/sys/fs/cgroup/k.slice/pod-web.slice/memory.current',
      'cgroupFile[1].value': '94736384',
      'memoryStat[1].anon': '94425088',
    })
  })

  test('a pattern stands for groups that nobody can tell apart: none is the other at a later time', () => {
    const records = readText('# cat /sys/fs/cgroup/k.slice/*/memory.current\n4096\n8192\n')
    expect(records.map(({ subject }) => subject)).toEqual([
      '/k.slice/* 2 memory.current',
      '/k.slice/* 3 memory.current',
    ])
    expect(assemble(records, ['paste'])).toHaveLength(1)
  })

  test('a loop over time: the same file again and again is one moment after the other', () => {
    const records = readText(
      '# while true; do cat /sys/fs/cgroup/a/memory.current; sleep 1; done\n4096\n8192\n8192\n12288\n',
    )
    expect(records.map(({ subject }) => subject)).toEqual(Array(4).fill('/a memory.current'))
    expect(assemble(records, ['paste'])).toHaveLength(3)
  })

  test('braces name several files', () => {
    expect(factsIn('# cat /sys/fs/cgroup/a/memory.{current,max}\n4096\nmax\n')).toMatchObject({
      'cgroupFile[0].name': 'memory.current',
      'cgroupFile[1].name': 'memory.max',
    })
  })

  test('names behind which a script prints the values', () => {
    expect(factsIn('memory.current: 4096\nmemory.max = max\nmemory.swap.max 8192\n')).toMatchObject({
      'cgroupFile[0].value': '4096',
      'cgroupFile[1].value': 'max',
      'cgroupFile[2].name': 'memory.swap.max',
      'cgroupFile[2].value': '8192',
    })
  })
})

describe('keyed files', () => {
  const EVENTS = 'low 0\nhigh 975\nmax 0\noom 0\noom_kill 0\noom_group_kill 0\n'

  test.each([
    ['memory.events', EVENTS, 'high', '975'],
    ['memory.events', 'low 0\nhigh 0\nmax 39\noom 1\noom_kill 1\noom_group_kill 0\nsock_throttled 0\n', 'max', '39'],
    ['memory.swap.events', 'high 0\nmax 3\nfail 7\n', 'fail', '7'],
    ['memory.oom_control', 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n', 'oom_kill', '1'],
    ['memory.oom_control', 'oom_kill_disable 1\nunder_oom 1\n', 'under_oom', '1'],
    ['cgroup.stat', 'nr_descendants 1\nnr_dying_descendants 499\n', 'nr_dying_descendants', '499'],
    ['cgroup.events', 'populated 1\nfrozen 0\n', 'populated', '1'],
  ])('%s is told by its keys alone', (name, text, key, value) => {
    expect(factsIn(text)).toMatchObject({ 'cgroupFile[0].name': name, [`cgroupFile[0].values.${key}`]: value })
  })

  test('two of them without anything between', () => {
    const text = `# cat ${GROUP}/memory.events ${GROUP}/memory.swap.events\n${EVENTS}high 0\nmax 0\nfail 0\n`
    expect(factsIn(text)).toMatchObject({
      'cgroupFile[0].values.high': '975',
      'cgroupFile[1].name': 'memory.swap.events',
      'cgroupFile[1].values.high': '0',
      'cgroupFile[1].values.fail': '0',
    })
  })

  test('numbers and keys in one command (v1)', () => {
    const group = '/sys/fs/cgroup/memory/kubepods/pod77aa'
    const text = `# cat ${group}/memory.failcnt ${group}/memory.limit_in_bytes ${group}/memory.oom_control\n74\n268435456\noom_kill_disable 0\nunder_oom 0\noom_kill 1\n`
    expect(factsIn(text)).toMatchObject({
      'cgroupFile[0].name': 'memory.failcnt',
      'cgroupFile[0].value': '74',
      'cgroupFile[1].name': 'memory.limit_in_bytes',
      'cgroupFile[1].value': '268435456',
      'cgroupFile[2].values.oom_kill': '1',
    })
  })

  test('grep of a few keys', () => {
    expect(factsIn('memory.events:high 423774\nmemory.events:max 31131\nmemory.high:2147483648\n')).toMatchObject({
      'cgroupFile[0].values.high': '423774',
      'cgroupFile[0].values.max': '31131',
      'cgroupFile[1].value': '2147483648',
    })
  })

  test('a key of a kernel to come is kept; memory.stat right below is not swallowed', () => {
    const text = `# cat ${GROUP}/memory.events ${GROUP}/memory.stat\n${EVENTS}oom_dream 3\nanon 4096\nfile 0\n`
    expect(factsIn(text)).toMatchObject({ 'cgroupFile[0].values.oom_dream': '3', 'memoryStat[0].anon': '4096' })
  })

  test('memory.numa_stat: v1 counts pages, v2 bytes', () => {
    const v1 = 'total=3294 N0=3294 N1=0\nfile=3294 N0=3290 N1=4\nanon=0 N0=0 N1=0\n'
    expect(factsIn(v1)).toMatchObject({
      'cgroupFile[0].name': 'memory.numa_stat',
      'cgroupFile[0].values.total': String(3294 * 4096),
      'cgroupFile[0].values.file.N1': String(4 * 4096),
    })
    expect(factsIn(v1, 65536)['cgroupFile[0].values.file.N1']).toBe(String(4 * 65536))
    expect(factsIn('anon N0=143360000 N1=8192\nfile N0=0 N1=0\n')).toMatchObject({
      'cgroupFile[0].values.anon.N0': '143360000',
      'cgroupFile[0].values.anon.N1': '8192',
    })
  })
})

test.each([
  ['a number in prose', '142323712\n'],
  ['a number below another command', '# wc -l < /sys/fs/cgroup/cgroup.procs\n42\n'],
  ['a formula', 'memory.usage_in_bytes - memory.stat.total_active_file\n'],
  ['processes of a group', '# cat /sys/fs/cgroup/a/cgroup.procs\n1\n42\n'],
  ['the words of a table', 'low 0\nhigh tide\n'],
  ['memory.pressure', '/sys/fs/cgroup/a/memory.pressure:garbage\n'],
])('%s is no file of a control group', (_, text) => expect(kindsIn(text)).toEqual([]))

describe('bad input', () => {
  test.each<[string, string, string[]]>([
    ['no number', `${GROUP}/memory.current:14x\n`, ['not-a-number memory.current, 1']],
    ['below zero', `${GROUP}/memory.current:-4096\n`, ['implausible memory.current, 1']],
    ['400 digits', `${GROUP}/memory.current:${'9'.repeat(400)}\n`, ['implausible memory.current, 1']],
    ['a key without value', 'low 0\nhigh\nmax 0\noom 0\noom_kill 1\n', ['cut-off high, 2']],
    ['a key’s value that is none', 'low 0\nhigh x\nmax 0\noom 0\noom_kill 1\n', ['not-a-number high, 2']],
    ['a node’s figure beyond any machine', `total=1 N0=${'9'.repeat(30)}\nfile=1 N0=1\n`, ['implausible total.N0, 1']],
  ])('%s', (_, text, problems) => expect(problemLinesIn('cgroupFile', text)).toEqual(problems))

  test('what is bad is absent', () => {
    expect(recordIn('cgroupFile', `${GROUP}/memory.current:14x\n`).data).not.toHaveProperty('value')
  })

  test.each([
    ['empty', `# cat ${GROUP}/memory.current\n`],
    ['an empty file in grep’s form', `${GROUP}/memory.pressure_level:\n`],
    ['a prompt below a prompt', `# cat ${GROUP}/memory.current\n# cat ${GROUP}/memory.max\n`],
  ])('%s: nothing is invented', (_, text) => expect(kindsIn(text)).toEqual([]))

  test('a key that JavaScript knows', () => {
    const facts = factsIn(`# cat ${GROUP}/memory.events\nlow 0\nhigh 1\n__proto__ 7\nmax 0\noom 0\n`)
    expect(facts['cgroupFile[0].values.__proto__']).toBe('7')
  })
})
