import type { Lang } from '../../../rules/template.ts'
import { alarmMail } from './alarm-mail.ts'
import type { NotificationKind } from './notify.ts'

type Words = Record<Lang, { subject: string; text: string }>

/** The news that are mailed beside the bell (CH-3, CH-11, CH-12), and the page that their mail leads to. */
const MAILED: Partial<Record<NotificationKind, Words & { page: string }>> = {
  request_received: {
    page: '/solicitudes',
    es: {
      subject: 'solicitud de {businessName}',
      text: '{companyName} solicitó un número de WhatsApp para {businessName}.',
    },
    en: {
      subject: 'request of {businessName}',
      text: '{companyName} asked for a WhatsApp number for {businessName}.',
    },
  },
  channel_active: {
    page: '/canales',
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
    page: '/solicitudes',
    es: {
      subject: 'la conexión de {businessName} se detuvo',
      text: 'La conexión del número de {businessName} ({companyName}) no avanza y necesita que alguien la mire.',
    },
    en: {
      subject: 'connecting {businessName} has stopped',
      text: 'Connecting the number of {businessName} ({companyName}) does not get on and needs somebody to look at it.',
    },
  },
}

const wordOf = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Undefined for what rings the bell only. */
export function mailWords(
  { PLATFORM_NAME, PUBLIC_URL }: { PLATFORM_NAME: string; PUBLIC_URL: string },
  kind: NotificationKind,
  data: Record<string, unknown>,
  lang: Lang,
): { subject: string; text: string } | undefined {
  const mailed = kind === 'alarm_opened' ? alarmMail(data) : MAILED[kind]
  if (!mailed) return undefined
  const filled = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, key: string) => wordOf(data[key]))
  return {
    subject: `${PLATFORM_NAME}: ${filled(mailed[lang].subject)}`,
    text: `${filled(mailed[lang].text)}\n\n${PUBLIC_URL}${mailed.page}\n`,
  }
}
