import type { ProviderTemplate, SubmittedButton, TemplateSubmission } from '../../provider/port.ts'

/** Whether the provider's template is the one that was asked for, samples apart: an edit has arrived (TP-6). */
export function hasContent({ content, category }: ProviderTemplate, asked: TemplateSubmission): boolean {
  if (!content || content.type !== asked.type) return false
  if (asked.category === 'AUTHENTICATION') {
    const { securityNote, codeMinutes } = asked.auth ?? { securityNote: false, codeMinutes: null }
    return content.auth?.securityNote === securityNote && content.auth.codeMinutes === codeMinutes
  }
  const buttons = content.buttons.map(({ type, text, url, phoneNumber }) => key(type, text, url ?? phoneNumber))
  return (
    (category === '' || category.toUpperCase() === asked.category) &&
    same(content.body, asked.body) &&
    same(content.header, asked.header) &&
    same(content.footer, asked.footer) &&
    buttons.join('\n') === asked.buttons.map(keyOf).join('\n')
  )
}

const plain = (text: string | null | undefined) => (text ?? '').replace(/\r\n/g, '\n').trim()
const same = (a: string | null | undefined, b: string | null | undefined) => plain(a) === plain(b)
const key = (type: string, text: string, target = '') => JSON.stringify([type, plain(text), plain(target)])

function keyOf(button: SubmittedButton): string {
  if (button.type === 'URL') return key(button.type, button.text, button.url)
  if (button.type === 'PHONE_NUMBER') return key(button.type, button.text, button.phoneNumber)
  return key(button.type, button.text)
}
