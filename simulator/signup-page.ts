export interface SignUpView {
  kind: 'open' | 'done' | 'gone'
  lang: 'es' | 'en'
  name: string
  phone: string
  fault?: 'malformed' | 'taken' | undefined
}

const words = {
  es: {
    title: 'Conecta tu número de WhatsApp',
    lead: 'Simulación del registro de Meta: nada sale de esta computadora.',
    name: 'Nombre del negocio',
    phone: 'Número de WhatsApp',
    hint: 'Con código de país, solo dígitos. Este número está libre.',
    finish: 'Finalizar',
    done: 'Listo. Tu número quedó conectado; ya puedes cerrar esta página.',
    gone: 'Este enlace ya no sirve. Pide uno nuevo.',
    malformed: 'Escribe el número con código de país, de 8 a 15 dígitos.',
    taken: 'Otro negocio ya usa este número.',
  },
  en: {
    title: 'Connect your WhatsApp number',
    lead: 'A simulation of the sign-up at Meta: nothing leaves this computer.',
    name: 'Business name',
    phone: 'WhatsApp number',
    hint: 'With country code, digits only. This number is free.',
    finish: 'Finish',
    done: 'Done. Your number is connected; you can close this page.',
    gone: 'This link no longer works. Ask for a new one.',
    malformed: 'Write the number with its country code, 8 to 15 digits.',
    taken: 'Another business uses this number.',
  },
}

export function signUpPage(view: SignUpView): string {
  const say = words[view.lang]
  const inside = { open: () => formOf(view), done: () => doneOf(view), gone: () => `<p>${say.gone}</p>` }[view.kind]()
  return `<!doctype html>
<html lang="${view.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say.title}</title>
<link rel="stylesheet" href="/phone/signup.css">
</head>
<body>
<main>
<h1>${say.title}</h1>
${inside}
</main>
</body>
</html>
`
}

function formOf(view: SignUpView): string {
  const say = words[view.lang]
  const invalid = view.fault ? ' aria-invalid="true"' : ''
  return `<p>${say.lead}</p>
<form method="post">
<label for="name">${say.name}</label>
<input id="name" name="name" required maxlength="120" value="${escaped(view.name)}">
<label for="phone">${say.phone}</label>
<input id="phone" name="phone" type="tel" required value="${escaped(view.phone)}" aria-describedby="phone-hint"${invalid}>
<p id="phone-hint"${view.fault ? ' class="fault"' : ''}>${view.fault ? say[view.fault] : say.hint}</p>
<button>${say.finish}</button>
</form>`
}

function doneOf(view: SignUpView): string {
  return `<p role="status">${words[view.lang].done}</p>
<dl><dt>${words[view.lang].name}</dt><dd>${escaped(view.name)}</dd>
<dt>${words[view.lang].phone}</dt><dd>+${escaped(view.phone)}</dd></dl>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
