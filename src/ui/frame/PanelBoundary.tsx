import { Component, type ReactNode } from 'react'
import { useMessages } from '../../i18n/index.ts'
import styles from './PanelBoundary.module.css'

interface State {
  readonly error: Error | null
}

/** A fault of ours stays in its panel: a broken chart never takes the source with it. */
export class PanelBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: null }

  static getDerivedStateFromError(error: Error): State {
    return { error }
  }

  override render() {
    return this.state.error ? <Broken error={this.state.error} /> : this.props.children
  }
}

function Broken({ error }: { readonly error: Error }) {
  const t = useMessages().panelFailed
  return (
    <div className={styles.broken} role="alert">
      <strong>{t.title}</strong>
      <p>{t.text}</p>
      <pre>{`${error.name}: ${error.message}`}</pre>
    </div>
  )
}
