import { pageAddress } from '../../browser/fragment.ts'
import type { Block, RowBar } from '../../core/report/blocks.ts'
import { colourOfHue, colours, HATCH_GROUND } from '../../core/report/svg/colours.ts'
import { draw } from '../../core/report/svg/picture.ts'
import { bar, hatched } from '../../core/report/svg/shape.ts'
import { stampLine } from '../../core/report/stamp.ts'
import { useLanguage } from '../../i18n/index.ts'
import { Rich } from '../kit/Rich.tsx'
import { Drawn } from './Drawn.tsx'
import styles from './Paper.module.css'

/** The blocks of a document, laid out for paper: all that folds on a screen lies open. */
export function Blocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return blocks.map((block, index) => <One key={index} block={block} />)
}

function One({ block }: { readonly block: Block }) {
  switch (block.kind) {
    case 'heading': {
      const Heading = `h${block.level}` as const
      return (
        <Heading>
          <Rich words={block.words} />
        </Heading>
      )
    }
    case 'words':
      return (
        <p>
          <Rich words={block.words} />
        </p>
      )
    case 'steps':
      return (
        <ol>
          {block.steps.map((step, index) => (
            <li key={index}>
              <Rich words={step} />
            </li>
          ))}
        </ol>
      )
    case 'figures':
      return <pre>{block.lines.join('\n')}</pre>
    case 'cited':
      return (
        <table className={styles.cited}>
          <tbody>
            {block.lines.map(({ line, text }, index) => (
              <tr key={index}>
                <th>{line}</th>
                <td>{text}</td>
              </tr>
            ))}
            {block.more !== null && (
              <tr>
                <th />
                <td>{block.more}</td>
              </tr>
            )}
          </tbody>
        </table>
      )
    case 'fold':
      return (
        <section className={styles.fold}>
          <h3>
            <Rich words={block.words} />
          </h3>
          <Blocks blocks={block.blocks} />
        </section>
      )
    case 'table':
      return <Table block={block} />
    case 'stamp':
      return (
        <footer className={styles.stamp}>
          <p>{stampLine(block.stamp)}</p>
          <p>{pageAddress()}</p>
        </footer>
      )
  }
}

/** As wide as a chart needs to be for its figures; paper makes it a little smaller. */
const CHART = 840

function Table({ block: { columns, rows, picture } }: { readonly block: Extract<Block, { readonly kind: 'table' }> }) {
  const language = useLanguage()
  const chart = picture && draw(picture, CHART, language)
  const bars = rows.some((row) => row.bar)
  // Paper is narrow: a column that nothing stands in is left out.
  const kept = columns.flatMap((column, index) =>
    rows.some(({ cells }) => (cells[index] ?? '') !== '') ? [{ ...column, index }] : [],
  )
  return (
    <>
      {chart && <Drawn shapes={chart.shapes} width={CHART} height={chart.height} className={styles.chart} />}
      <table className={bars ? styles.ledger : kept.length > WIDE ? styles.wide : undefined}>
        <thead>
          <tr>
            {kept.map(({ title, right, index }) => [
              <th key={index} className={right ? styles.right : undefined}>
                {title}
              </th>,
              bars && index === 0 && <td key="bar" />,
            ])}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} className={row.strong ? styles.strong : undefined}>
              {kept.map(({ right, index }) => [
                <td key={index} className={classOf(row.cells[index] ?? '', right)}>
                  <Cell words={row.cells[index] ?? ''} />
                </td>,
                bars && index === 0 && (
                  <td key="bar" className={styles.bar}>
                    {row.bar && <Bar bar={row.bar} />}
                  </td>
                ),
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** Short words stand whole, whatever a long neighbour needs. */
const WHOLE = 16

const classOf = (cell: string, right: boolean | undefined) =>
  right ? styles.right : cell.length <= WHOLE && !cell.startsWith(' ') ? styles.whole : undefined

/** What lies inside the row above is set in. */
function Cell({ words }: { readonly words: string }) {
  return words.startsWith(' ') ? <span className={styles.part}>{words.trimStart()}</span> : words
}

/** Tables of more columns are set smaller. */
const WIDE = 9
const WIDTH = 200
const HEIGHT = 12
const THINNEST = 1.5

function Bar({ bar: { from, to, hue, part } }: { readonly bar: RowBar }) {
  if (to <= from) return null
  const x = from * WIDTH
  const width = Math.max(THINNEST, (to - from) * WIDTH)
  const [y, height] = part ? [4, HEIGHT - 8] : [1, HEIGHT - 2]
  const shapes =
    hue === null
      ? hatched(x, y, width, height, colours.unaccounted, HATCH_GROUND)
      : [bar(x, y, width, height, colourOfHue(hue))]
  return <Drawn shapes={shapes} width={WIDTH + THINNEST} height={HEIGHT} />
}
