import { templateStatus } from './events-v2.ts'
import { faultOf } from './review-checks.ts'
import type { Template } from './rows.ts'
import type { Sim } from './sim.ts'

/** Puts the template before the reviewer, who answers after the set delay. */
export function submit(sim: Sim, template: Template): void {
  sim.timers.after(sim.settings.reviewDelayMs, () => {
    const current = sim.books.templates.get(template.id)
    if (current?.status === 'PENDING') judge(sim, current)
  })
}

export function resumeReviews(sim: Sim): void {
  for (const template of sim.books.templates.where((each) => each.status === 'PENDING')) submit(sim, template)
}

function judge(sim: Sim, template: Template): void {
  const fault = faultOf(template)
  if (fault !== undefined) {
    settle(sim, { ...template, status: 'REJECTED', reason: fault })
    return
  }
  const { reason: _reason, ...clean } = template
  const approved = settle(sim, { ...clean, status: 'APPROVED', ...presetWording(template) })
  if (template.elementName.includes('_pausa')) pauseSoon(sim, approved)
}

function pauseSoon(sim: Sim, template: Template): void {
  sim.timers.after(sim.settings.reviewDelayMs, () => {
    const current = sim.books.templates.get(template.id)
    if (current?.status !== 'APPROVED') return
    const until = new Date(sim.now() + 3 * 3_600_000).toUTCString()
    settle(sim, { ...current, status: 'PAUSED' }, `Paused for 3 hours until ${until} because of low quality.`)
  })
}

/** Stores the new status and tells the subscribers. */
export function settle(sim: Sim, template: Template, description?: string): Template {
  sim.books.templates.put({ ...template, modifiedOn: sim.now() })
  const app = sim.books.apps.get(template.appId)
  const facts = { kind: 'template', id: template.id, status: template.status.toLowerCase() } as const
  if (app) sim.delivery.emit(app, 'TEMPLATE', { v2: (now) => templateStatus(now, app, template, description) }, facts)
  return template
}

/** WhatsApp words authentication templates itself. */
function presetWording(template: Template): Partial<Template> {
  if (template.category !== 'AUTHENTICATION') return {}
  const english = template.languageCode.startsWith('en')
  const body = english ? '*{{1}}* is your verification code.' : '*{{1}}* es tu código de verificación.'
  const advice = english ? ' For your security, do not share this code.' : ' Por tu seguridad, no lo compartas.'
  const minutes = template.codeExpirationMinutes
  const footer = english ? `This code expires in ${minutes} minutes.` : `Este código caduca en ${minutes} minutos.`
  const label = english ? 'Copy code' : 'Copiar código'
  return {
    body: body + (template.addSecurityRecommendation ? advice : ''),
    ...(minutes === undefined ? {} : { footer }),
    buttons: template.buttons.map((button) => ({ ...button, text: label })),
  }
}
