import type { NotificationKind } from '../../../rules/notification-kinds.ts'
import type { Lang } from '../../../rules/template.ts'
import { explainRefusal, REFUSED_AT_ONCE } from '../../../rules/template-refusal.ts'
import { alarmMail } from './alarm-mail.ts'
import { causeWords } from './cause-words.ts'

type Words = Record<Lang, { subject: string; text: string }>

/** The news that are mailed beside the bell (CH-3, CH-11 to CH-13), and the page that their mail leads to. */
const MAILED: Partial<Record<NotificationKind, Words & { page: string }>> = {
  request_received: {
    page: '/solicitudes/{channelId}',
    es: {
      subject: 'solicitud de {businessName}',
      text: '{companyName} solicitó un número de WhatsApp para {businessName}.',
    },
    en: {
      subject: 'request of {businessName}',
      text: '{companyName} asked for a WhatsApp number for {businessName}.',
    },
  },
  request_resent: {
    page: '/solicitudes/{channelId}',
    es: {
      subject: '{businessName} corrigió su solicitud',
      text: '{companyName} corrigió y volvió a enviar la solicitud de {businessName}.',
    },
    en: {
      subject: '{businessName} corrected its request',
      text: '{companyName} corrected the request of {businessName} and sent it again.',
    },
  },
  correction_asked: {
    page: '/canales/{channelId}',
    es: {
      subject: 'corrige la solicitud de {businessName}',
      text: 'Para seguir con el número de {businessName} hay que corregir la solicitud:\n\n{text}\n\nCorrígela y vuelve a enviarla; conserva su lugar en la cola.',
    },
    en: {
      subject: 'correct the request of {businessName}',
      text: 'To go on with the number of {businessName} the request has to be corrected:\n\n{text}\n\nCorrect it and send it again; it keeps its place in the queue.',
    },
  },
  request_approved: {
    page: '/canales/{channelId}',
    es: {
      subject: 'la solicitud de {businessName} fue aprobada',
      text: 'La solicitud de {businessName} fue aprobada y el número se está conectando. Si lo traes tú, en Mis canales está el enlace con el que lo registras.',
    },
    en: {
      subject: 'the request of {businessName} was approved',
      text: 'The request of {businessName} was approved and the number is being connected. If you bring it, Mis canales has the link to register it with.',
    },
  },
  request_declined: {
    page: '/canales',
    es: {
      subject: 'la solicitud de {businessName} fue rechazada',
      text: 'La solicitud de {businessName} fue rechazada:\n\n{reason}\n\nSus datos siguen en «Solicitudes anteriores», por si quieres enviarla otra vez.',
    },
    en: {
      subject: 'the request of {businessName} was declined',
      text: 'The request of {businessName} was declined:\n\n{reason}\n\nWhat you typed stays under “Earlier requests”, should you want to send it again.',
    },
  },
  channel_active: {
    page: '/canales/{channelId}',
    es: {
      subject: '{businessName} ya está activo',
      text: 'El número {identifier} de {businessName} está activo: ya puedes pedir plantillas y atender a tus clientes.',
    },
    en: {
      subject: '{businessName} is active',
      text: 'The number {identifier} of {businessName} is active: you can request templates and answer your customers.',
    },
  },
  channel_stuck: {
    page: '/solicitudes/{channelId}',
    es: {
      subject: 'la conexión de {businessName} se detuvo',
      text: 'La conexión del número de {businessName} no avanza y necesita que alguien la mire: {error}',
    },
    en: {
      subject: 'connecting {businessName} has stopped',
      text: 'Connecting the number of {businessName} does not get on and needs somebody to look at it: {error}',
    },
  },
  channel_interrupted: {
    page: '/canales/{channelId}',
    es: {
      subject: '{businessName} está interrumpido',
      text: 'El número {identifier} de {businessName} no puede enviar: {cause}.\n\nLo que espera por salir se conserva y se revisa otra vez cuando vuelva.',
    },
    en: {
      subject: '{businessName} is interrupted',
      text: 'The number {identifier} of {businessName} cannot send: {cause}.\n\nWhat waits to leave is kept, and judged again when the number is back.',
    },
  },
  channel_recovered: {
    page: '/canales/{channelId}',
    es: {
      subject: '{businessName} volvió',
      text: 'El número {identifier} de {businessName} puede enviar otra vez.',
    },
    en: {
      subject: '{businessName} is back',
      text: 'The number {identifier} of {businessName} can send again.',
    },
  },
  channel_warned: {
    page: '/canales/{channelId}',
    es: {
      subject: 'WhatsApp advierte sobre {businessName}',
      text: 'WhatsApp advierte sobre el número {identifier} de {businessName}: {warning}.\n\nTodavía puede enviar.',
    },
    en: {
      subject: 'WhatsApp warns about {businessName}',
      text: 'WhatsApp warns about the number {identifier} of {businessName}: {warning}.\n\nIt can still send.',
    },
  },
  approval_asked: {
    page: '/canales/{channelId}/plantillas',
    es: {
      subject: '{by} pide tu aprobación para {name}',
      text: '{by} pide tu aprobación para la plantilla {name} antes de solicitarla a WhatsApp.\n\n{text}',
    },
    en: {
      subject: '{by} asks for your approval of {name}',
      text: '{by} asks for your approval of the template {name} before it is requested from WhatsApp.\n\n{text}',
    },
  },
  template_paused: {
    page: '/plantillas/{templateId}',
    es: {
      subject: 'WhatsApp pausó la plantilla {name}',
      text: 'WhatsApp pausó la plantilla {name} porque sus lectores no la recibieron bien. No se puede enviar hasta que termine la pausa.',
    },
    en: {
      subject: 'WhatsApp paused the template {name}',
      text: 'WhatsApp paused the template {name} because its readers did not take it well. It cannot be sent until the pause ends.',
    },
  },
  template_recategorised: {
    page: '/plantillas/{templateId}',
    es: {
      subject: 'WhatsApp cambió la categoría de {name}',
      text: 'WhatsApp pasó la plantilla {name} de {previousCategory} a {category}. Su precio y sus reglas pueden ser otros.',
    },
    en: {
      subject: 'WhatsApp changed the category of {name}',
      text: 'WhatsApp moved the template {name} from {previousCategory} to {category}. Its price and rules may be others.',
    },
  },
}

const APPROVED: Words = {
  es: { subject: 'WhatsApp aprobó la plantilla {name}', text: 'WhatsApp aprobó la plantilla {name}.' },
  en: { subject: 'WhatsApp approved the template {name}', text: 'WhatsApp approved the template {name}.' },
}
const REJECTED: Words = {
  es: {
    subject: 'WhatsApp rechazó la plantilla {name}',
    text: 'WhatsApp rechazó la plantilla {name}. {reason}\n\nPuedes corregirla y enviarla otra vez.',
  },
  en: {
    subject: 'WhatsApp rejected the template {name}',
    text: 'WhatsApp rejected the template {name}. {reason}\n\nYou can mend it and send it again.',
  },
}

/** What was asked of a template and not taken (TP-6). */
const REFUSED: Record<string, Words> = {
  EDIT_REFUSED: {
    es: {
      subject: 'WhatsApp rechazó el cambio de la plantilla {name}',
      text: 'WhatsApp rechazó el cambio de la plantilla {name}. {reason}\n\nLa plantilla sigue como estaba. Puedes corregir el cambio y enviarlo otra vez.',
    },
    en: {
      subject: 'WhatsApp refused the edit of the template {name}',
      text: 'WhatsApp refused the edit of the template {name}. {reason}\n\nThe template stays as it was. You can mend the edit and send it again.',
    },
  },
  DELETE_REFUSED: {
    es: {
      subject: 'WhatsApp rechazó eliminar la plantilla {name}',
      text: 'WhatsApp rechazó eliminar la plantilla {name}. {reason}\n\nLa plantilla sigue aquí, sin asignar.',
    },
    en: {
      subject: 'WhatsApp refused to delete the template {name}',
      text: 'WhatsApp refused to delete the template {name}. {reason}\n\nThe template is still here, assigned nowhere.',
    },
  },
}

const wordOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const DECISIONS: Record<string, Words> = {
  approve: {
    es: { subject: '{by} aprobó {name}', text: '{by} aprobó tu plantilla {name}.\n\n{text}' },
    en: { subject: '{by} approved {name}', text: '{by} approved your template {name}.\n\n{text}' },
  },
  want_changes: {
    es: { subject: '{by} pide cambios en {name}', text: '{by} pide cambios en tu plantilla {name}:\n\n{text}' },
    en: { subject: '{by} wants changes in {name}', text: '{by} wants changes in your template {name}:\n\n{text}' },
  },
  lapsed: {
    es: {
      subject: '{name} ya no necesita aprobación',
      text: '{by} apagó la aprobación interna: {name} vuelve a ser un borrador y ya puedes solicitarlo.',
    },
    en: {
      subject: '{name} needs no approval any more',
      text: '{by} switched internal approval off: {name} is a draft again, and you can request it.',
    },
  },
}

function mailOf(kind: NotificationKind, data: Record<string, unknown>): (Words & { page: string }) | undefined {
  if (kind === 'alarm_opened') return alarmMail(data)
  if (kind === 'template_decided') {
    const decided = data['status'] === 'rejected' ? REJECTED : APPROVED
    return { page: '/plantillas/{templateId}', ...(REFUSED[wordOf(data['statusWord'])] ?? decided) }
  }
  if (kind === 'approval_decided') {
    const words = DECISIONS[wordOf(data['decision'])]
    return words && { page: '/canales/{channelId}/plantillas', ...words }
  }
  return MAILED[kind]
}

/** Undefined for what rings the bell only. */
export function mailWords(
  { PLATFORM_NAME, PUBLIC_URL, PROVIDER_NAME }: { PLATFORM_NAME: string; PUBLIC_URL: string; PROVIDER_NAME: string },
  kind: NotificationKind,
  data: Record<string, unknown>,
  lang: Lang,
): { subject: string; text: string } | undefined {
  const mailed = mailOf(kind, data)
  if (!mailed) return undefined
  const known = {
    ...data,
    ...(data['cause'] ? { cause: causeWords(data['cause'], lang, PROVIDER_NAME) } : {}),
    ...(REFUSED_AT_ONCE.has(data['statusWord']) && { reason: explainRefusal(wordOf(data['reason']), lang) }),
  }
  const filled = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_, key: string) => wordOf((known as Record<string, unknown>)[key]))
  const page = typeof data['page'] === 'string' ? data['page'] : filled(mailed.page)
  return {
    // A header is one line, whatever a name holds.
    subject: `${PLATFORM_NAME}: ${filled(mailed[lang].subject)}`.replaceAll(/\s+/g, ' '),
    text: `${filled(mailed[lang].text).trimEnd()}\n\n${PUBLIC_URL}${page}\n`,
  }
}
