const PANELS = 'main section[id]'

/** The panel that the reader stands in, by its id; null at the head of the report. */
export function panelInView(): string | null {
  if (scrollY === 0) return null
  const line = innerHeight / 3
  const passed = [...document.querySelectorAll(PANELS)].filter((panel) => panel.getBoundingClientRect().top <= line)
  return passed.at(-1)?.id ?? null
}

/** Brings a panel into view, where the report has one of this name. */
export function showPanel(id: string): void {
  // Any text may come in a link: it is compared with names, never used as a selector.
  const panel = [...document.querySelectorAll(PANELS)].find((each) => each.id === id)
  panel?.scrollIntoView({ block: 'start' })
}
