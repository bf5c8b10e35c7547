import type { AlarmKind } from '../upkeep/alarms.ts'

interface Words {
  subject: string
  text: string
}

const mails: Record<AlarmKind, { es: Words; en: Words }> = {
  oldest_event: {
    es: {
      subject: 'hay eventos sin procesar',
      text: 'El evento más antiguo recibido de WhatsApp lleva {seconds} segundos sin procesarse.',
    },
    en: {
      subject: 'events are not being handled',
      text: 'The oldest event received from WhatsApp has been waiting for {seconds} seconds.',
    },
  },
  dead_worker: {
    es: {
      subject: 'nadie está trabajando',
      text: 'Procesos de trabajo activos: {workers}. Caídos y sin recoger: {dead}. Inicia uno con --run=worker.',
    },
    en: {
      subject: 'nobody is working',
      text: 'Working processes: {workers}. Dead and not taken over: {dead}. Start one with --run=worker.',
    },
  },
  silent_channel: {
    es: {
      subject: '{businessName} no recibe nada',
      text: 'El número de {businessName} suele recibir mensajes y no le llega nada desde hace {hours} horas.',
    },
    en: {
      subject: '{businessName} receives nothing',
      text: 'The number of {businessName} usually receives messages, and nothing has come for {hours} hours.',
    },
  },
  no_statuses: {
    es: {
      subject: '{businessName} envía y no llegan estados',
      text: 'De {sends} mensajes aceptados de {businessName} no llegó ningún estado en más de {minutes} minutos.',
    },
    en: {
      subject: '{businessName} sends and no status comes',
      text: 'Of {sends} accepted messages of {businessName} no status has come in more than {minutes} minutes.',
    },
  },
  webhook_failures: {
    es: {
      subject: 'llamadas rechazadas en {businessName}',
      text: 'En la última hora se rechazaron {failures} llamadas a la dirección de recepción de {businessName}.',
    },
    en: {
      subject: 'calls turned away at {businessName}',
      text: 'In the last hour {failures} calls to the webhook of {businessName} were turned away.',
    },
  },
  dead_jobs: {
    es: { subject: 'tareas abandonadas', text: 'Tareas {job} que fallaron del todo en el último día: {jobs}.' },
    en: { subject: 'jobs given up', text: 'Jobs {job} that failed for good in the last day: {jobs}.' },
  },
  wallet_low: {
    es: {
      subject: 'queda poco saldo en {businessName}',
      text: 'Al saldo de {businessName} en el proveedor le quedan {balance} {currency}.',
    },
    en: {
      subject: 'the wallet of {businessName} is low',
      text: 'The wallet of {businessName} at the provider holds {balance} {currency}.',
    },
  },
  exchange_drops: {
    es: {
      subject: 'el registro de intercambios pierde filas',
      text: 'Intercambios con el proveedor que no se pudieron guardar: {dropped}. Los envíos no se ven afectados.',
    },
    en: {
      subject: 'the log of exchanges loses rows',
      text: 'Exchanges with the provider that could not be kept: {dropped}. Sending is not affected.',
    },
  },
}

/** The mail of an alarm, and the page it leads to: the operators' list, or the company's own number. */
export function alarmMail(data: Record<string, unknown>) {
  const page = typeof data['page'] === 'string' ? data['page'] : '/alarmas'
  return { ...mails[data['alarm'] as AlarmKind], page }
}
