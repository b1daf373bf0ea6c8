import type { ComponentProps } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import styles from './Button.module.css'

interface Props extends ComponentProps<'button'> {
  readonly kind?: 'plain' | 'primary' | 'quiet'
  readonly icon?: IconName
  /** On a narrow screen the icon alone stays; the words are still its name. */
  readonly shrinks?: boolean
}

export function Button({ kind = 'plain', icon, shrinks = false, children, className, ...rest }: Props) {
  return (
    <button
      type="button"
      className={[styles.button, styles[kind], shrinks && styles.shrinks, className].filter(Boolean).join(' ')}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      {children !== undefined && <span className={styles.words}>{children}</span>}
    </button>
  )
}
