// Plays WhatsApp and Gupshup: what happens to each number.
const words = {
  es: {
    title: 'Control del simulador',
    lead: 'Haz de WhatsApp y de Gupshup: lo que elijas le pasa de verdad a ese número en el simulador.',
    phone: 'Teléfono de prueba',
    other: 'English',
    none: 'Todavía no hay números conectados.',
    done: 'Hecho: {act} en {name}.',
    failed: 'No se pudo: {why}',
    wallet: 'saldo',
    unhealthy: 'con problemas',
    locked: 'credenciales rechazadas',
    valueOf: 'Valor de «{act}»',
    templates: 'Plantillas',
    templateActs: {
      approve: 'Aprobar',
      reject: 'Rechazar',
      pause: 'Pausar',
      resume: 'Reanudar',
      recategorise: 'Cambiar categoría',
    },
    acts: {
      restrict: 'Restringir',
      violate: 'Señalar infracción',
      ban: 'Bloquear',
      reinstate: 'Restablecer',
      disconnect: 'Desconectar',
      reconnect: 'Reconectar',
      quality: 'Calidad',
      tier: 'Límite de mensajes',
      wallet: 'Saldo',
      sicken: 'Dar problemas de envío',
      heal: 'Quitar problemas de envío',
      'expire-tokens': 'Vencer tokens',
      'refuse-credentials': 'Rechazar credenciales',
      'take-credentials': 'Aceptar credenciales',
      'refuse-name': 'Rechazar el nombre',
      'accept-name': 'Aceptar el nombre',
      'lose-answer': 'Perder la próxima respuesta',
    },
  },
  en: {
    title: 'Simulator control',
    lead: 'Play WhatsApp and Gupshup: what you choose really happens to that number in the simulator.',
    phone: 'Test phone',
    other: 'Español',
    none: 'No numbers are connected yet.',
    done: 'Done: {act} for {name}.',
    failed: 'It could not be done: {why}',
    wallet: 'balance',
    unhealthy: 'has trouble',
    locked: 'credentials refused',
    valueOf: 'Value of “{act}”',
    templates: 'Templates',
    templateActs: {
      approve: 'Approve',
      reject: 'Reject',
      pause: 'Pause',
      resume: 'Resume',
      recategorise: 'Change category',
    },
    acts: {
      restrict: 'Restrict',
      violate: 'Point out a breach',
      ban: 'Ban',
      reinstate: 'Reinstate',
      disconnect: 'Disconnect',
      reconnect: 'Reconnect',
      quality: 'Quality',
      tier: 'Messaging limit',
      wallet: 'Balance',
      sicken: 'Give it trouble sending',
      heal: 'End the trouble sending',
      'expire-tokens': 'Expire tokens',
      'refuse-credentials': 'Refuse credentials',
      'take-credentials': 'Take credentials',
      'refuse-name': 'Refuse the name',
      'accept-name': 'Accept the name',
      'lose-answer': 'Lose the next answer',
    },
  },
}

const lang = new URLSearchParams(location.search).get('lang') === 'en' ? 'en' : 'es'
const say = words[lang]
const fill = (text, data) => text.replaceAll(/\{(\w+)\}/g, (_, key) => data[key] ?? '')
const place = (id) => document.getElementById(id)

document.documentElement.lang = lang
document.title = say.title
for (const id of ['title', 'lead', 'phone', 'other', 'none']) place(id).textContent = say[id]
place('other').href = lang === 'en' ? '?' : '?lang=en'

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties)
  made.append(...children)
  return made
}

function facts(number) {
  const { account, number: state, canSend, quality, limit, wallet, healthy, locked } = number
  const wrong = [
    account !== 'ACTIVE' && account,
    state !== 'CONNECTED' && state,
    canSend !== 'AVAILABLE' && canSend,
    !healthy && say.unhealthy,
    locked && say.locked,
  ].filter(Boolean)
  const well = `${quality} · ${limit} · ${say.wallet} ${wallet.currentBalance} ${wallet.currency}`
  const line = element('p', { className: 'facts' }, well)
  if (wrong.length > 0) line.append(' · ', element('strong', {}, wrong.join(' · ')))
  return line
}

function actOf({ name, values }, labels, carryOut) {
  const label = labels[name] ?? name
  const given = { ariaLabel: fill(say.valueOf, { act: label }) }
  const value =
    values === 'number'
      ? element('input', { type: 'number', value: '-20', step: 'any', ...given })
      : values && element('select', given, ...values.map((each) => element('option', { value: each }, each)))
  const button = element('button', { type: 'button' }, label)
  button.addEventListener('click', () => void carryOut(name, label, value?.value))
  return element('span', { className: 'act' }, button, ...(value ? [value] : []))
}

async function act(path, about, name, label, value) {
  const answer = await fetch(`/simulator/${path}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value === undefined ? {} : { value }),
  })
  const { message } = answer.ok ? {} : await answer.json().catch(() => ({}))
  const done = { act: label, name: about, why: message ?? answer.status }
  place('said').textContent = fill(answer.ok ? say.done : say.failed, done)
  await show()
}

function templatesOf(number, { templates, acts }) {
  const own = templates.filter(({ appId }) => appId === number.appId)
  if (own.length === 0) return []
  const items = own.map((template) => {
    const carryOut = (...what) => act(`templates/${template.id}`, template.name, ...what)
    const buttons = acts.map((each) => actOf(each, say.templateActs, carryOut))
    const title = element('p', { className: 'facts' })
    title.append(element('b', {}, template.name), ` · ${template.language} · ${template.category} · ${template.status}`)
    const item = element('li', {}, title, element('div', { className: 'acts' }, ...buttons))
    item.dataset.template = template.name
    return item
  })
  const heading = element('summary', {}, `${say.templates} (${own.length})`)
  const folded = element('details', { open: opened.has(number.appId) }, heading, element('ul', {}, ...items))
  folded.addEventListener('toggle', () => opened[folded.open ? 'add' : 'delete'](number.appId))
  return [folded]
}

/** The numbers whose templates are unfolded. */
const opened = new Set()

async function show() {
  const [{ numbers, acts }, ofTemplates] = await Promise.all(
    ['numbers', 'templates'].map(async (each) => (await fetch(`/simulator/${each}`)).json()),
  )
  place('none').hidden = numbers.length > 0
  const rows = numbers.map((number) => {
    const name = number.verifiedName ?? number.name
    const title = element('h2', {}, `${name} · +${number.phone}`)
    const carryOut = (...what) => act(`numbers/${number.appId}`, name, ...what)
    const buttons = element('div', { className: 'acts' }, ...acts.map((each) => actOf(each, say.acts, carryOut)))
    return element('li', {}, title, facts(number), buttons, ...templatesOf(number, ofTemplates))
  })
  place('numbers').replaceChildren(...rows)
}

await show()
