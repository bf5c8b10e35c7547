import type * as z from 'zod'
import { tokensOf } from '../rules/parameters.ts'
import { DEFAULT_AUTH } from '../rules/template-form.ts'
import type { DraftContent, TemplateForm } from './templates.ts'

type Content = z.infer<typeof DraftContent>
type Form = z.infer<typeof TemplateForm>

const LAST_NUMBER = 100

/** What a draft asks for as it stands: only what its choices have a place for. It may still lack anything. */
export function formOfDraft(content: Content): Omit<Form, 'category'> & { category: Form['category'] | undefined } {
  const { name = '', displayName = '', language = 'es', category, body = '', buttons = [], type = 'TEXT' } = content
  const names = { name, displayName: displayName.trim(), language, category }
  if (category === 'AUTHENTICATION') {
    const nothing = { sampleFileId: null, header: null, headerSample: null, body: '', footer: null }
    return { ...names, ...nothing, type: 'TEXT', buttons: [], parameters: [], auth: content.auth ?? DEFAULT_AUTH }
  }
  const header = (type === 'TEXT' && content.header) || null
  return {
    ...names,
    type,
    sampleFileId: type === 'TEXT' ? null : (content.sampleFileId ?? null),
    header,
    headerSample: header !== null && tokensOf(header).length > 0 ? (content.headerSample ?? null) : null,
    body,
    footer: content.footer || null,
    buttons: buttons.filter((button) => kindOf(button) === (content.buttonKind ?? kindOf(buttons[0]))),
    parameters: askedParameters(body, content.parameters ?? []),
    auth: null,
  }
}

const kindOf = (button: Form['buttons'][number] | undefined) =>
  button && (button.type === 'QUICK_REPLY' ? 'QUICK_REPLY' : 'CALL_TO_ACTION')

/** Those that the body asks for, by number. */
function askedParameters(body: string, written: Form['parameters']): Form['parameters'] {
  const numbers = [...new Set(tokensOf(body).map(({ key }) => Number(key)))].filter((n) => n >= 1 && n <= LAST_NUMBER)
  return numbers
    .toSorted((a, b) => a - b)
    .map((n) => {
      const known = written.find((parameter) => parameter.n === n)
      return known
        ? { ...known, name: known.name.trim() }
        : { n, name: '', sample: '', type: 'text' as const, source: null }
    })
}
