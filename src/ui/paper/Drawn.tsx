import { createElement } from 'react'
import type { Shape } from '../../core/report/svg/shape.ts'

interface Props {
  readonly shapes: readonly Shape[]
  readonly width: number
  readonly height: number
  readonly className?: string | undefined
}

/** The shapes of a picture, drawn by React: nothing is read as markup. */
export function Drawn({ shapes, width, height, className }: Props) {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={className} aria-hidden="true">
      {shapes.map(element)}
    </svg>
  )
}

const element = ({ tag, attributes, children }: Shape, key: number): React.ReactNode =>
  createElement(
    tag,
    { key, ...Object.fromEntries(Object.entries(attributes).map(([name, value]) => [camel(name), value])) },
    ...children.map((each, index) => (typeof each === 'string' ? each : element(each, index))),
  )

/** React spells `font-size` its own way. */
const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
