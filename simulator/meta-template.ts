import type { MetaComponent, MetaMessage } from './meta-content.ts'
import type { Outgoing } from './messages.ts'
import type { Template } from './rows.ts'
import type { Sim } from './sim.ts'
import { parameterCounts, type PartValues } from './template-parts.ts'
import { mustBePlain, mustBeSendable, type Postbacks, templateOutgoing, wrongCount } from './template-sends.ts'

/** A template message in Meta's shape, found by name and language. @throws Refusal 400 with WhatsApp's code */
export function metaTemplate(sim: Sim, appId: string, message: MetaMessage, destination: string): Outgoing {
  const { name, language, components = [] } = message.template ?? {}
  const template = sim.books
    .templatesOf(appId)
    .find((row) => row.elementName === name && row.languageCode === language?.code)
  mustBeSendable(template)
  const part = (type: string) => components.find((component) => component.type?.toLowerCase() === type)
  const values = { header: texts(part('header')), body: texts(part('body')), buttons: urlSuffixes(components) }
  mustMatch(template, values)
  mustBePlain([...values.header, ...values.body, ...values.buttons])
  const header = part('header')?.parameters?.find((parameter) => parameter.type !== 'text')
  return templateOutgoing(template, destination, values, payloads(template, components), header, 'v3')
}

const texts = (component: MetaComponent | undefined) =>
  (component?.parameters ?? []).filter(({ type }) => type === 'text').map(({ text }) => text ?? '')

const buttonsOf = (components: MetaComponent[], subType: string) =>
  components.filter(({ type, sub_type }) => type?.toLowerCase() === 'button' && sub_type?.toLowerCase() === subType)

const urlSuffixes = (components: MetaComponent[]) => buttonsOf(components, 'url').flatMap(texts)

/** Meta counts all buttons; our rows count the quick replies alone. */
function payloads(template: Template, components: MetaComponent[]): Postbacks {
  const positions = template.buttons.flatMap(({ type }, at) => (type === 'QUICK_REPLY' ? [at] : []))
  return buttonsOf(components, 'quick_reply').map(({ index, parameters }) => ({
    index: positions.indexOf(Number(index)),
    text: parameters?.[0]?.payload ?? '',
  }))
}

function mustMatch(template: Template, values: PartValues): void {
  const expected = parameterCounts(template)
  const code = template.category === 'AUTHENTICATION'
  const buttons = code ? 1 : expected.buttons
  const right =
    values.header.length === expected.header &&
    values.body.length === expected.body &&
    values.buttons.length === buttons
  if (!right) throw wrongCount()
}
