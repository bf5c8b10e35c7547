import { Textarea } from '@mantine/core'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { nextToken } from '../../../../rules/parameters.ts'
import { Count } from './count.tsx'
import { fieldProps, marksAt } from './findings.tsx'
import { FormatBar, TOOLS } from './format-bar.tsx'
import { MarkedLayer } from './marked-layer.tsx'
import layers from './marked-layer.module.css'
import { type Edit, type Mark, toggleMark } from './format-selection.ts'
import type { Wizard } from './use-wizard.ts'
import styles from './wizard.module.css'

/** The body with its formatting bar; what the bar writes can be undone like typing. */
export function BodyEditor({ wizard }: { wizard: Wizard }) {
  const { t } = useTranslation('templates')
  const area = useRef<HTMLTextAreaElement>(null)
  const { body } = wizard.values
  const token = nextToken(body)

  const format = (mark: Mark) => {
    if (!area.current) return
    const { value, selectionStart, selectionEnd } = area.current
    write(area.current, toggleMark({ text: value, start: selectionStart, end: selectionEnd }, mark))
  }
  const insertParameter = () => {
    if (!area.current) return
    const { selectionEnd: at } = area.current
    write(area.current, { from: at, to: at, write: token, select: [at + token.length, at + token.length] })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const tool = TOOLS.find(({ key }) => key === event.key.toLowerCase())
    if (!tool || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
    event.preventDefault()
    format(tool.mark)
  }
  const withBar = (input: ReactNode) => (
    <>
      <FormatBar token={token} onFormat={format} onInsert={insertParameter} />
      <div className={layers.layered}>
        <MarkedLayer text={body} marks={marksAt(wizard, 'body')} area={area} />
        {input}
      </div>
      <div className={styles.counter}>
        <Count length={body.length} most={1024} />
      </div>
    </>
  )

  return (
    <Textarea
      ref={area}
      label={t('content.body')}
      withAsterisk
      autosize
      minRows={5}
      maxRows={16}
      maxLength={10_000}
      value={body}
      onChange={({ currentTarget: { value } }) => wizard.put({ body: value })}
      onKeyDown={onKeyDown}
      inputContainer={withBar}
      {...fieldProps(wizard, 'body')}
    />
  )
}

/** Typed as by hand, so that the browser's own undo takes it back; where it cannot, set and announced. */
function write(area: HTMLTextAreaElement, { from, to, write: text, select }: Edit): void {
  area.focus()
  area.setSelectionRange(from, to)
  if (!document.execCommand('insertText', false, text)) {
    area.setRangeText(text, from, to)
    area.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  area.setSelectionRange(...select)
}
