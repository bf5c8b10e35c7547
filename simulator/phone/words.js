const words = {
  es: {
    other: 'English',
    title: 'Teléfonos de clientes',
    customer: 'Eres',
    addCustomer: 'Nuevo cliente',
    name: 'Nombre',
    number: 'Número con código de país',
    cancel: 'Cancelar',
    add: 'Crear',
    chats: 'Chats',
    noChats: 'Todavía no hay mensajes.',
    businesses: 'Escribir a un negocio',
    noBusinesses: 'Ningún negocio tiene número todavía.',
    noChat: 'Elige un chat',
    back: 'Volver',
    text: 'Escribe un mensaje',
    send: 'Enviar',
    attach: 'Adjuntar',
    optOut: 'BAJA',
    optOutHint: 'Pedir la baja: envía BAJA',
    typing: 'escribiendo…',
    offline: 'Sin conexión; reintentando…',
    failed: 'No se pudo enviar.',
    sent: 'entregado',
    read: 'leído',
    unread: 'sin leer',
    copied: 'Copiado',
    location: 'Ubicación',
    file: 'Archivo',
    readMore: 'Leer más',
    allOptions: 'Ver todas las opciones',
    more: 'Más',
    contact: 'Contacto',
    sticker: 'Sticker',
    form: 'Formulario',
    unsupported: 'No compatible',
    react: 'Reaccionar',
    unreact: 'Quitar la reacción',
    answer: 'Responder',
    answering: 'Tu respuesta',
    takeBack: 'Eliminar para todos',
  },
  en: {
    other: 'Español',
    title: 'Customers’ phones',
    customer: 'You are',
    addCustomer: 'New customer',
    name: 'Name',
    number: 'Number with country code',
    cancel: 'Cancel',
    add: 'Create',
    chats: 'Chats',
    noChats: 'No messages yet.',
    businesses: 'Write to a business',
    noBusinesses: 'No business has a number yet.',
    noChat: 'Choose a chat',
    back: 'Back',
    text: 'Write a message',
    send: 'Send',
    attach: 'Attach',
    optOut: 'STOP',
    optOutHint: 'Opt out: sends STOP',
    typing: 'typing…',
    offline: 'Offline; trying again…',
    failed: 'It could not be sent.',
    sent: 'delivered',
    read: 'read',
    unread: 'unread',
    copied: 'Copied',
    location: 'Location',
    file: 'File',
    readMore: 'Read more',
    allOptions: 'See all options',
    more: 'More',
    contact: 'Contact',
    sticker: 'Sticker',
    form: 'Form',
    unsupported: 'Unsupported',
    react: 'React',
    unreact: 'Take the reaction back',
    answer: 'Answer',
    answering: 'Your answer',
    takeBack: 'Delete for everyone',
  },
}

const asked = new URLSearchParams(location.search).get('lang') ?? navigator.language.slice(0, 2)

export const language = asked in words ? asked : 'es'
export const otherLanguage = language === 'es' ? 'en' : 'es'
export const say = words[language]

/** Puts the words into the page. */
export function translate() {
  document.documentElement.lang = language
  document.title = say.title
  const other = document.getElementById('other-language')
  Object.assign(other, { lang: otherLanguage, hreflang: otherLanguage })
  for (const element of document.querySelectorAll('[data-say]')) element.textContent = say[element.dataset.say]
  for (const element of document.querySelectorAll('[data-title]')) element.title = say[element.dataset.title]
  for (const element of document.querySelectorAll('[data-hint]')) element.placeholder = say[element.dataset.hint]
}
