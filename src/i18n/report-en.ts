import type { Scope } from '../core/ledger/account.ts'
import { sayCount as grouped } from '../core/language/say.ts'
import { kindEn, recordName } from '../core/language/kinds.ts'

/** The page's words around a report. A finding's words live with its rule, accounts and severities in `core/language`. */
export const en = {
  adding: {
    title: 'Add to this case',
    text: 'A second dump of the same machine becomes a snapshot that can be compared.',
    add: 'Add',
    replace: 'Open in its place',
    newTab: 'Open in a new tab',
    emptyTab: 'Open an empty page in a new tab',
    tooBigForTab: 'This is too big to be handed to a new tab. Open an empty page there, and paste or drop it again.',
    size: (characters: number) => (characters === 1 ? '1 character' : `${characters} characters`),
  },
  failed: {
    title: 'The analysis stopped',
    text: 'That is a fault of Memledger, not of your input. The text is still here; nothing was sent anywhere.',
    again: 'Try again',
    details: 'Error message',
  },
  keyboard: {
    title: 'Keyboard',
    palette: 'Commands',
    find: 'What do you want to do?',
    nothing: 'No command of that name',
    goTo: (panel: string) => `Go to: ${panel}`,
    snapshot: (number: number, label: string) => `Show snapshot ${number}: ${label}`,
    single: 'Single keys are shortcuts',
    move: 'move between controls; in the source, between lines (Enter marks)',
    action: {
      palette: 'Commands',
      shortcuts: 'Keyboard shortcuts',
      add: 'Add a dump to the case',
      files: 'Open files',
      share: 'Share',
      search: 'Search the source',
      source: 'Go to the lines of the source',
      nextEvidence: 'Next line of the evidence',
      previousEvidence: 'Line of the evidence before',
      nextSnapshot: 'Next snapshot',
      previousSnapshot: 'Snapshot before',
      compare: 'Compare with the snapshot before; again: no more',
      free: 'Unmark; while reading: cancel',
      language: '切换到中文',
      theme: 'Light, dark, or as the system',
      start: 'Start over',
    },
  },
  refusal: {
    'not-text': (name: string) =>
      `${name} is not a text file. Open its text: unpack the archive, or save the log as text.`,
    'too-big': (name: string) =>
      `${name} is larger than 50 MB. Cut the part around the event, for example with grep -C 300 "invoked oom-killer".`,
    unreadable: (name: string) => `${name} could not be read. Is it a folder, or still being written?`,
    'link-cut-off': (got: number, expected: number, saved: boolean): string =>
      `The link was cut off: ${got} of ${expected} characters arrived. Chat programs and trackers shorten long links; ask for the text as a file. ${saved ? 'What arrived is shown.' : 'Nothing of it could be read.'}`,
    'link-damaged': (saved: boolean): string =>
      `The link is damaged: its characters were changed on the way. Copy it again from where it came. ${saved ? 'What could be read is shown, and may be wrong towards its end.' : 'Nothing of it could be read.'}`,
    'link-newer': 'The link was made by a newer Memledger. Reload this page to get the new version.',
    'link-too-big': 'The link opens to more than this page takes. Ask for the text as a file.',
    'sent-in-part': 'Whoever sent this case did not have all of it: what is missing may hold the cause.',
    close: 'Dismiss',
  },
  nothing: {
    title: 'Nothing recognised',
    text: (lines: number) =>
      `No memory dump was found in ${lines === 1 ? 'this line' : `these ${lines} lines`}. This is what was looked for, and the command that prints each:`,
    kind: 'Kind',
    command: 'Command',
    samples: 'To see what a readable paste looks like, open a case:',
    again: 'Paste something else',
  },
  verdict: {
    label: 'Verdict',
    none: 'No rule found anything to report',
    nonePartial: 'No finding in the part that arrived',
    nonePartialText:
      'Of the link or file not everything arrived, and what is missing may hold the cause. Get it whole before you conclude anything.',
    noneText:
      'The figures below were read; no finding of the catalogue applies to them. That is not a proof of health.',
    next: 'Next',
    risk: 'Risk: ',
    evidence: 'Evidence',
  },
  ledger: {
    title: 'Where the memory is',
    views: { chart: 'Ledger', table: 'Table', owner: 'By owner' },
    view: 'View',
    scope: 'Scope',
    account: 'Account',
    bytes: 'Size',
    exact: 'Bytes',
    share: 'Share',
    formula: 'Read from',
    total: 'Total',
    estimated: 'estimated',
    totalEstimated: 'put together from parts: the paste does not hold the total',
    within: 'of it',
    zeros: (count: number) => (count === 1 ? '1 account is empty' : `${count} accounts are empty`),
    workingSet: 'Working set, as cAdvisor and kubelet count it',
    limit: 'Limit',
    unlimited: 'none',
    outside: (name: string) => `Outside the total: ${name}`,
    balance: 'The accounts and what is unaccounted add up to the total exactly.',
  },
  moments: {
    title: 'Snapshot',
    compare: 'Compare with another',
    lines: (from: number, to: number) => `lines ${from}–${to}`,
  },
  compare: {
    swap: 'Swap before and after',
    close: 'Close the comparison',
    snapshots: 'Snapshots',
    reports: 'Reports of the kernel log',
    views: { chart: 'Bridge', table: 'Table' },
    sums: 'The changes add up to the change of the total exactly.',
    totalsDiffer: (before: string, after: string) =>
      `The totals were read from different fields: ${before} before, ${after} after. A part of the unaccounted change can come from that.`,
    gained: (orders: string) => `order ${orders}: blocks where there were none`,
    lost: (orders: string) => `order ${orders}: no block left`,
    table: 'Table',
    changedOnly: 'Changed only',
  },
  free: {
    title: 'Free blocks by order',
    from: 'Read from',
    height: 'Height of the bars',
    blocks: 'Blocks',
    bytes: 'Bytes',
    order: 'Order',
    zone: 'Zone',
    ask: 'Could order',
    askEnd: 'be allocated?',
    linear: 'bars: bytes, linear',
    logarithmic: 'bars: blocks, logarithmic',
    name: (node: number, zone: string) => `Node ${node} · ${zone}`,
    free: (size: string) => `${size} free`,
    largest: (order: number, size: string) => `largest block: order ${order}, ${size}`,
    noBlock: 'no free block',
    table: (zone: string) => `Free blocks by order, ${zone}`,
    answer: { yes: 'Yes.', no: 'No.', depends: 'It depends.', blocks: 'Yes, as far as blocks go.' },
    because: (
      answer: 'yes' | 'no' | 'depends',
      rule: 'watermark' | 'blocks',
      order: number,
      blocks: number | null,
    ): string => {
      if (blocks === null) return 'The free lists of this zone are not in the paste.'
      if (blocks === 0) return `No free block of order ${order} or more.`
      const there = blocks === 1 ? '1 block could serve it' : `${grouped(blocks)} blocks could serve it`
      if (rule === 'blocks') return `${there}; the watermarks, which may still forbid it, are not in the paste.`
      return answer === 'yes'
        ? `${there}, and the watermark test passes.`
        : answer === 'no'
          ? `${there}, but the watermark test fails.`
          : `${there}; what is not printed decides.`
    },
    unusable: 'Unusable index',
    unusableNote:
      'The share of the free memory that a request of this order cannot use (mm/vmstat.c, unusable_free_index)',
    fragmentation: 'Fragmentation index',
    fragmentationNote:
      'Why such a request would fail: towards 0 for lack of memory, towards 1 by fragmentation, −1 where a block is there (mm/vmstat.c, fragmentation_index)',
    meaning: (index: number): string =>
      index < 0 ? 'a block is there' : index <= 0.5 ? 'lack of memory' : 'fragmentation',
    arithmetic: 'Watermark arithmetic',
  },
  reports: {
    title: 'Reports of the kernel',
    count: (count: number) => (count === 1 ? '1 report' : `${count} reports`),
    report: 'Report',
    time: 'Time',
    where: 'Where',
    requester: 'Asked for memory',
    order: 'Order',
    victim: 'Killed',
    victims: 'Killed in all',
    mask: 'gfp_mask',
    kernel: 'Kernel',
    cache: 'Slab cache',
    objectSize: 'Object size',
    size: 'Size asked for',
    limited: 'Limit of',
    usage: 'Usage',
    limit: 'Limit',
    failcnt: 'Times the limit was hit',
    victimCgroup: 'Group of the killed',
    group: 'Whole group killed',
    adjust: 'oom_score_adj of who asked',
    choice: 'Why this one',
    chosen: {
      largest: 'it was the largest',
      adjusted: 'oom_score_adj decided',
      other: 'not the one with the most points',
    },
    killed: 'killed',
    openLedger: 'Open the ledger of this moment',
    missing: (parts: readonly string[]) =>
      parts.length === 0
        ? 'The report is not whole; what is there was used.'
        : `The report is not whole; missing: ${parts.join(', ')}. What is there was used.`,
    zones: 'Zones against their watermarks',
    zonesFrom: (record: string) => `Zones against their watermarks, from ${record}`,
    largest: 'Largest free order',
    verdict: 'Why it gave nothing',
    verdicts: {
      'not-eligible': () => 'not asked',
      reserve: () => 'kept in reserve for lower requests',
      'low-memory': () => 'below its watermark',
      'highatomic-cma': () => 'what is free is set aside (highatomic or CMA)',
      fragmented: () => 'enough is free, no block is large enough',
      'passes-now': () => 'would pass on these numbers',
      unknown: (missing: readonly string[]): string =>
        missing.length === 0 ? 'cannot be told' : `depends on ${missing.join(', ')}, not printed`,
    },
    ineligible: {
      'above-highest-zone': 'above the zones that the request may use',
      'node-not-allowed': 'on a node that the request may not use',
    },
    tasks: (count: string) => `Processes listed: ${count}`,
    filter: 'Filter by name',
    filtered: (found: string, all: string) => `${found} of ${all}`,
    byName: 'Group by name',
    shared: {
      kinds:
        'Shared memory once: Σ anon + the largest shmem + the largest file of the group. The group holds more where its processes map different files or segments.',
      pss: 'Shared memory once: Σ PSS, in which the kernel divides a shared page among those that map it.',
      shr: 'Shared memory once: Σ (RSS − SHR) + the largest SHR of the group. The group holds more where its processes map different files or segments.',
      none: 'Only RSS is printed: Σ RSS counts a shared page in every process that maps it, so a group may hold far less.',
    },
    column: {
      pid: 'PID',
      name: 'Name',
      rss: 'RSS',
      rssAnon: 'anon',
      rssFile: 'file',
      rssShmem: 'shmem',
      swap: 'swap',
      pageTables: 'page tables',
      totalVm: 'virtual',
      oomScoreAdj: 'score adj',
      ppid: 'PPID',
      user: 'user',
      shr: 'SHR',
      pss: 'PSS',
      uss: 'USS',
      threads: 'threads',
      stat: 'stat',
      command: 'command',
      count: 'processes',
      once: 'shared once',
    },
    constraint: {
      global: 'whole machine',
      none: 'whole machine',
      memcg: 'cgroup',
      cpuset: 'cpuset',
      mempolicy: 'memory policy',
    },
    cause: {
      memcg: (limit: string | null): string =>
        `A control group reached its limit${limit === null ? '' : ` of ${limit}`}, and the kernel killed inside it. The machine as a whole need not be short of memory.`,
      fragmented: (order: number, size: string) =>
        `Memory was free, but in no zone a block of order ${order} (${size}); the kernel killed a process to get one.`,
      none: 'The kernel found no memory for the request anywhere on the machine, and killed a process to get some.',
      cpuset:
        'Memory ran out on the nodes that a cpuset allows, and the kernel killed for it. Other nodes may have had some.',
      mempolicy:
        'Memory ran out on the nodes that a memory policy allows, and the kernel killed for it. Other nodes may have had some.',
      manual: 'The kill was asked for by hand (SysRq-f); it says nothing about memory.',
      unknown: 'The kernel killed for memory; the part of the report that says for whom is not in the paste.',
      allocFailure: (canWait: boolean | null): string =>
        `A request for memory was refused; nobody was killed.${canWait === false ? ' It could not wait for reclaim (atomic).' : ''}`,
      vmallocFailure: 'vmalloc could not serve a request; nobody was killed.',
      slubFailure: 'A slab cache got no new pages; nobody was killed.',
      showMem: 'A picture of memory at one moment; no request failed here.',
    },
  },
  watermark: {
    have: 'Pages to give',
    need: 'Pages to keep',
    relation: { passes: 'is more than', fails: 'is not more than', depends: 'against' },
    step: (
      order: number,
      have: string,
      need: string | null,
      types: string | null,
      passes: 'yes' | 'no' | 'depends',
    ): string => {
      const blocks = need === null ? `${have} free blocks` : `${have} pages left in larger blocks, ${need} to keep`
      const words = { yes: 'passes', no: 'fails', depends: 'depends on what is not printed' }
      return `order ${order}: ${blocks}${types === null || types === '' ? '' : ` (${types})`}: ${words[passes]}`
    },
    outcome: {
      passes: 'The test passes.',
      fails: 'The test fails.',
      depends: 'What is not printed decides.',
    },
  },
  findings: {
    title: 'Findings',
    count: (stories: number, notes: number) =>
      [
        stories === 1 ? '1 story' : `${stories} stories`,
        ...(notes === 0 ? [] : [notes === 1 ? '1 finding under it' : `${notes} findings under them`]),
      ].join(', '),
    arithmetic: 'Arithmetic',
    actions: 'Next steps',
    refute: 'What would refute it',
    reference: 'Reference',
    under: 'explained by it',
    collect: 'Collect this next',
    collectNote: 'One command line for all that the open suspects need. Paste its output here as well.',
  },
  checks: {
    title: 'Cross-checks',
    count: (checks: number, differ: number): string =>
      checks === 0
        ? ''
        : `${checks === 1 ? '1 pair of sources' : `${checks} pairs of sources`}, ${differ === 0 ? 'none' : differ} ${differ === 1 ? 'differs' : 'differ'}`,
    definitions: 'Used and available, by the tools that print them',
    tool: 'Tool',
    word: 'Word',
    size: 'Size',
    formula: 'Formula',
    quantity: { used: 'used', available: 'available' },
    checks: 'Sources held against each other',
    one: 'One source',
    other: 'The other',
    difference: 'Difference',
    verdict: 'Verdict',
    verdicts: {
      agrees: (tolerance: string) => `agree within ${tolerance}`,
      explained: () => 'differ as their definitions make them',
      differs: (tolerance: string) => `differ by more than ${tolerance}`,
    },
  },
  records: {
    title: 'What was read',
    count: (records: number, unread: string) =>
      `${records === 1 ? '1 dump' : `${records} dumps`}; ${unread === '1' ? '1 line' : `${unread} lines`} not recognised`,
    units: 'Sizes in bytes; counts and ids as printed.',
    problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    more: (count: number) => `and ${count} more of the same kind`,
    problem: {
      'not-a-number': (what: string) => `${what}: no number where one should be; the rest was read.`,
      'assumed-unit': (what: string) =>
        `No unit is printed, and no command tells one: the numbers were taken as ${what}.`,
      'unknown-unit': (what: string) => `${what}: a unit that no kernel prints; the value was left out.`,
      'ragged-row': (what: string) => `${what}: the row has fewer or more columns than its table.`,
      'cut-off': (what: string) =>
        `The dump ends before its end${what === '' ? '' : ` (${what})`}; what is there was used.`,
      'missing-part': (what: string) =>
        `A part that belongs here is missing${what === '' ? '' : `: ${what}`}. Lost or rate-limited lines, or somebody shortened it.`,
      'duplicate-key': (what: string) => `${what} stands twice with different values; the first one counts.`,
      'unknown-line': (what: string) => `A line that this dump should not have${what === '' ? '' : `: ${what}`}`,
      implausible: (what: string) => `${what}: a value that cannot be.`,
      inconsistent: (what: string) => `${what}: two places that should agree do not.`,
    },
  },
  evidence: {
    line: (from: number, to: number) => (from === to ? `L${from}` : `L${from}–${to}`),
    label: (from: number, to: number) => (from === to ? `line ${from}` : `lines ${from} to ${to}`),
    more: (count: number) => `+${count}`,
  },
  source: {
    title: 'Source',
    summary: (lines: string, understood: string) => `${lines} lines · ${understood} understood`,
    folded: (count: string) => (count === '1' ? '1 line not recognised' : `${count} lines not recognised`),
    unfold: 'Show the lines that were not recognised',
    search: 'Search the source',
    matches: (at: number, count: number) => (count === 0 ? 'no match' : `${at} of ${count}`),
    problems: (count: number) => (count === 1 ? '1 problem' : `${count} problems`),
    cut: (count: string) => `… ${count} more characters in this line`,
    lines: 'Lines of the source; arrow keys move, Enter marks',
    back: 'Back',
    free: 'Unmark (Esc)',
    marked: (lines: number) => (lines === 1 ? '1 line marked' : `${lines} lines marked`),
  },
  /** What a book is about. */
  scope: (scope: Scope): string => {
    switch (scope.kind) {
      case 'host':
        return 'Host'
      case 'node':
        return `Node ${scope.node}`
      case 'cgroup':
        return [
          ...(scope.record === undefined ? [] : [recordName(scope.record, kindEn)]),
          scope.path === null ? 'cgroup' : `cgroup ${scope.path}`,
        ].join(': ')
      case 'report':
        return recordName(scope.record, kindEn)
    }
  },
  /** What a dump is called. */
  kind: kindEn,
  record: (id: string): string => recordName(id, kindEn),
  share: {
    title: 'Share',
    link: 'Link',
    linkText:
      'The link carries the text itself behind the #, which no server ever sees. Whoever opens it gets the same figures on the same evidence.',
    bare: (share: string) => `Leave out what was not recognised (${share} of the characters)`,
    making: 'Making the link …',
    copyLink: 'Copy link',
    copied: 'Copied',
    copyFailed: 'Not copied',
    tooBig: 'The text is too big for any link. A file carries any case:',
    instead: 'Where it is too long, send the case as a file:',
    saveCase: 'Save the case',
    length: (characters: string) => `${characters} characters. It passes through:`,
    limit: { chat: 'chats', slack: 'Slack', mail: 'mail gateways', jira: 'Jira', browser: 'browsers' },
    fits: 'fits',
    breaks: 'too long',
    preview: (characters: string) => `The text that travels, ${characters} characters`,
    ticket: 'Into the ticket',
    ticketText:
      'Verdict, ledger, findings and the lines they rest on. The last lines name version and input; with them the text, pasted or dropped here, is the case again.',
    ticketWithout:
      'Verdict, ledger, findings and the lines they rest on. The case is too long to travel in a ticket’s text: attach a file as well.',
    copyAs: { markdown: 'Copy Markdown', jira: 'Copy for Jira', rich: 'Copy rich text', pager: 'Copy for a pager' },
    form: { markdown: 'Markdown', jira: 'Jira', rich: 'Rich text', pager: 'Pager, chat' },
    ticketPreview: 'Preview',
    richPreview: 'Mails and wikis get headings and tables; what takes plain text only gets this:',
    files: 'Files',
    filesText:
      'Each file carries the text of the case: dropped here, it is the case again. The HTML file has the whole page inside; it opens from a ticket or a disk without a network, and connects nowhere.',
    saveHtml: 'One HTML file',
    htmlFailed: 'The page could not load its own copy. Reload it, and try again.',
    saveJson: 'Everything as JSON',
    print: 'Print, or save as PDF',
    table: 'Table',
    copyTable: 'Copy table',
  },
  common: {
    close: 'Close',
    allOf: (count: string) => `Show all ${count}`,
    fewer: 'Show fewer',
    lines: (from: number, to: number) => (from === to ? `line ${from}` : `lines ${from} to ${to}`),
    source: (name: string) => name,
  },
  /** Taking one panel along: its picture, its table. */
  exporting: {
    menu: (of: string) => `Take along: ${of}`,
    states: {
      working: 'Making it …',
      done: 'Done',
      refused: 'The browser did not allow it.',
      failed: 'It could not be made. Nothing has left the page.',
    },
    picture: 'Picture',
    copyPicture: 'Copy picture',
    png: 'Picture as PNG',
    svg: 'Picture as SVG',
    copyTable: 'Copy table',
    csv: 'Table as CSV',
    json: 'Table as JSON',
    inside: 'A file carries the text that leaves: dropped back here it opens the case again.',
    replaced: (kinds: number, of: number) =>
      kinds === of
        ? `Names are replaced first (all ${of} kinds); figures stay.`
        : kinds === 0
          ? 'As it is: no name is replaced, as you chose.'
          : `Names of ${kinds} of ${of} kinds are replaced first; the others stay, as you chose.`,
    names: 'Which names are replaced …',
  },
  /** Lines over time. */
  course: {
    view: 'View',
    views: { chart: 'Lines', table: 'Table' },
    which: 'Course',
    chart: (unit: string) => `Chart: ${unit}`,
    lines: (unit: string) => `Lines: ${unit}`,
    others: (count: number) => (count === 1 ? '1 more line' : `${count} more lines`),
    find: 'Find a line',
    noLine: 'No line of that name',
    brush: 'Stretch of time shown: move either end with the arrow keys',
    whole: 'Show the whole stretch',
    cursor: (unit: string) => `Values at one moment: ${unit}`,
    events: 'Events',
    severalEvents: (count: number, kind: string) => `${count} × ${kind}`,
    snapshot: (number: number) => `snapshot ${number}`,
    nothing: 'No line is switched on.',
    summary: 'Each line in figures',
    values: 'Value by value',
    time: 'Time',
    none: 'not measured',
  },
  /** Many reports: when they fell, who died how often. */
  deaths: {
    by: 'Lanes by',
    bys: { limit: 'cgroup', victim: 'victim' },
    view: 'Below',
    views: { deaths: 'Who died how often', list: 'All reports' },
    filter: 'Filter: victim, cgroup, host',
    filtered: (found: string, all: string) => `${found} of ${all} reports`,
    clock: (clock: 'log' | 'boot', host: string | null): string =>
      clock === 'log' ? 'Time as the log prints it' : `Seconds since boot${host === null ? '' : ` of ${host}`}`,
    span: (duration: string) => `${duration} from the first to the last`,
    same: 'all at one moment',
    density: (duration: string) => `a bar counts ${duration}`,
    undated: (count: number) =>
      count === 1 ? '1 report tells no time that is read.' : `${count} reports tell no time that is read.`,
    others: (lanes: string) => `${lanes} others`,
    steps: 'Reports in the order of time; arrow keys step',
    kills: 'Kills',
    first: 'First',
    last: 'Last',
    rss: 'Largest RSS',
    total: 'RSS of the dead',
    cgroup: 'cgroup',
    limits: 'Limit hit',
    largest: 'Was the largest',
    weighed: (largest: number, weighed: number) => `${largest} of ${weighed}`,
    bystander: 'bystander',
    larger: (names: string) => `larger and alive: ${names}`,
    note: 'The largest: no process that lived was larger in the report’s table (RSS + swap + page tables). A bystander died while a larger one lived.',
    nobody: 'nobody named',
    none: 'No report holds these words.',
    caption: (rows: string, kills: string) => `${kills} kills, ${rows} victims by name and cgroup, worst first`,
    earlier: 'Earlier reports',
    later: 'Later reports',
    window: (from: string, to: string, all: string) => `${from} to ${to} of ${all}`,
  },
  /** Taking names out before anything leaves. */
  redaction: {
    title: 'Names',
    text: 'Before anything leaves this page, names are replaced by others that keep who is who. Figures, lines and findings stay. All that is shared below is made from the replaced text.',
    replace: 'Replace names',
    switches: 'What is replaced',
    kinds: {
      hosts: 'Hosts',
      domains: 'Domains',
      addresses: 'IP addresses',
      macs: 'MAC addresses',
      users: 'Users',
      containers: 'Containers and pods',
      cgroups: 'Control groups',
      commands: 'Command lines',
      processes: 'Processes',
      programs: 'Public programs (java, sshd)',
    },
    working: 'Replacing names …',
    failed: 'The names could not be replaced. Nothing is shared:',
    off: 'Nothing is replaced: the text leaves as it stands.',
    done: (names: string, places: string) => `${names} names are replaced at ${places} places.`,
    none: 'No names of these kinds were found.',
    views: { names: 'Names', doubts: 'To check', text: 'Text' },
    view: 'Preview',
    namesText: 'This table stays here: no export holds it.',
    original: 'In the paste',
    pseudonym: 'Leaves as',
    kind: 'Kind',
    count: 'Places',
    more: (count: string) => `… and ${count} more`,
    doubtsText: 'What the rules can’t be sure of. It leaves as it stands here; change the paste where it must not.',
    noDoubts: 'Nothing here looks like a name that was missed. That is no proof: look at the text.',
    why: {
      secret: 'a secret?',
      email: 'a mail address',
      url: 'a link',
      address: 'an address?',
      code: 'a key or an id?',
      path: 'a path of your own',
      part: 'part of a replaced name',
      person: 'a person?',
      name: 'a name?',
      file: 'name of the file',
    },
    times: (count: string) => `${count} times`,
    line: (line: number) => `line ${line}`,
    textOf: (name: string) => `The text that travels: ${name}`,
    source: 'File',
    earlier: 'Earlier lines',
    later: 'Later lines',
    range: (from: string, to: string, of: string) => `Lines ${from} to ${to} of ${of}`,
  },
}

export type ReportMessages = typeof en
