/** The words of the frame and of the empty page; those of a report are in `report-en.ts`. */
export const en = {
  name: 'Memledger',
  question: 'Where did the memory go?',
  header: {
    tools: 'Tools',
    add: 'Add dump',
    compare: 'Compare',
    share: 'Share',
    start: 'Start over',
    language: '中文',
    languageLabel: '切换到中文',
    languageTag: 'zh-Hans',
    theme: { system: 'Theme: as the system', light: 'Theme: light', dark: 'Theme: dark' },
    help: 'Keyboard shortcuts',
    snapshots: (count: number) => (count === 1 ? '1 snapshot' : `${count} snapshots`),
    noKernel: 'kernel not in the paste',
    ready: (findings: number) =>
      findings === 1 ? 'Analysis ready, 1 finding' : `Analysis ready, ${findings} findings`,
  },
  frame: { close: 'Close' },
  intake: {
    title: 'Where did the memory go?',
    lead: 'Paste what the machine printed about its memory. Prompts, log prefixes and prose may stay in.',
    field: 'Dump',
    placeholder:
      'free -h, /proc/meminfo, /proc/buddyinfo, an OOM report from dmesg, memory.stat of a cgroup …\nin any order, as they came out of the terminal or the ticket',
    read: 'Read it',
    open: 'Open files …',
    drop: 'or drop files anywhere on this page; .gz is opened, up to 50 MB',
    dropHere: 'Drop to read',
    dropAdd: 'Drop to add to this case',
    privacy:
      'The text stays in this tab: the page asks no server, and its Content-Security-Policy forbids the browser to connect anywhere.',
    samples: 'Or look at a case',
    collect: 'Collect it on the machine',
    collectNote: 'Reads only. Works without root; with root it sees more.',
    shellLink: 'Or let a machine that can’t reach this page print a link to it:',
    script: 'More, and bounded in time and size, with the script:',
    copy: 'Copy',
    copied: 'Copied',
    copyFailed: 'The browser did not allow copying; the text is selected.',
    places: { host: 'Host', container: 'Container', pod: 'Pod', node: 'Node' },
    reading: 'Reading …',
    cancel: 'Cancel (Esc)',
  },
  panelFailed: {
    title: 'This panel could not be drawn',
    text: 'The rest of the page still holds. The message below has none of your input in it.',
  },
}

export type Messages = typeof en
