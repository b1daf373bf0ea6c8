import type { Span } from '../../core/text/source.ts'
import { isMarked } from '../../state/focus.ts'
import { useSession } from '../../state/session.ts'

/**
 * What makes something on the page answer to the source and mark it: spread the result over the element. Pointing and
 * focusing mark the lines while they last; they never scroll.
 */
export function usePointing(key: string, spans: readonly Span[]) {
  const marked = useSession((session) => isMarked(session.hovered ?? session.pinned, key, spans))
  const point = useSession((session) => session.point)
  const enter = () => point({ kind: 'figure', key, spans })
  const leave = () => point(null)
  return {
    'data-marked': marked ? true : undefined,
    onPointerEnter: enter,
    onPointerLeave: leave,
    onFocus: enter,
    onBlur: leave,
  }
}
