/** As in the style sheet. */
export const LINE_HEIGHT = 19

/**
 * Brings a line of the source into view. On a wide screen the pane scrolls by itself; on a narrow one, where the source
 * stands below, the page goes there, but only when asked to (`always`).
 */
export function reveal(pane: HTMLElement | null, source: number, line: number, how: 'inside' | 'always'): void {
  if (!pane) return
  // A line in a fold is there one frame after its fold was opened.
  requestAnimationFrame(() => {
    const place = placeOf(pane, source, line)
    if (place === null) return
    if (pane.scrollHeight > pane.clientHeight) {
      const top = place - pane.getBoundingClientRect().top + pane.scrollTop
      const seen = top >= pane.scrollTop + 60 && top <= pane.scrollTop + pane.clientHeight - 40
      if (!seen) pane.scrollTo({ top: top - pane.clientHeight / 3 })
    } else if (how === 'always') scrollTo({ top: place + scrollY - innerHeight / 2 })
  })
}

/** Where a line stands in the window; of a block whose lines are not there yet, where it will stand. */
function placeOf(pane: HTMLElement, source: number, line: number): number | null {
  const section = pane.querySelector(`[data-source="${source}"]`)
  const row = section?.querySelector(`[data-line="${line}"]`)
  if (row) return row.getBoundingClientRect().top
  for (const block of section?.querySelectorAll<HTMLElement>('div[data-first]') ?? []) {
    const first = Number(block.dataset['first'])
    if (first <= line && line <= Number(block.dataset['last'])) {
      return block.getBoundingClientRect().top + (line - first) * LINE_HEIGHT
    }
  }
  return null
}
