import type { Lang, Sentence } from './template.ts'

/** Whether sending again can help: never with the same data, by itself later, after a correction, or not before a day. */
export type Retry = 'no' | 'later' | 'fix' | '24h'

type ErrorRow = Sentence & { codes: number[]; retry: Retry }

/** Meta's codes (rulebook 8.2); `{detail}` is what the provider adds. 470 is the old code of a closed window. */
const META: ErrorRow[] = [
  {
    codes: [0, 190],
    retry: 'fix',
    es: 'Se venció el acceso a WhatsApp. Vuelve a conectar la cuenta.',
    en: 'Access to WhatsApp has expired. Reconnect the account.',
  },
  {
    codes: [3, 10, 131005],
    retry: 'fix',
    es: 'Falta un permiso en Meta para enviar. Pídele a un administrador que lo active.',
    en: 'A Meta permission needed for sending is missing. Ask an administrator to grant it.',
  },
  {
    codes: [1, 2, 131000, 131016, 133004],
    retry: 'later',
    es: 'WhatsApp tuvo un problema momentáneo. Reintentamos en unos minutos.',
    en: 'WhatsApp had a temporary problem. We will try again in a few minutes.',
  },
  {
    codes: [4, 80007],
    retry: 'later',
    es: 'Se hicieron demasiadas consultas en poco tiempo. Seguimos más despacio.',
    en: 'Too many requests in a short time. We are slowing down.',
  },
  {
    codes: [33],
    retry: 'fix',
    es: 'El número de la empresa fue eliminado.',
    en: 'The business number has been deleted.',
  },
  {
    codes: [100, 131008, 131009, 135000],
    retry: 'fix',
    es: 'Falta un dato del mensaje o tiene un formato incorrecto: {detail}',
    en: 'A value in the message is missing or wrong: {detail}',
  },
  {
    codes: [368, 131031],
    retry: 'fix',
    es: 'Meta restringió la cuenta por incumplir una política. Revisa Soporte para empresas y pide una revisión.',
    en: 'Meta restricted the account for a policy breach. Open Business Support and request a review.',
  },
  {
    codes: [130403],
    retry: 'fix',
    es: 'Bloqueaste a este contacto. Desbloquéalo para escribirle.',
    en: 'You blocked this contact. Unblock them to write.',
  },
  {
    codes: [130429],
    retry: 'later',
    es: 'Estamos enviando demasiado rápido. El envío sigue solo, más despacio.',
    en: 'We are sending too fast. It will go on by itself, more slowly.',
  },
  {
    codes: [130472],
    retry: 'no',
    es: 'Meta no entrega marketing a esta persona por una prueba propia. No insistas; contáctala por otro medio.',
    en: 'Meta is not delivering marketing to this person because of a test. Do not insist; use another channel.',
  },
  {
    codes: [130497],
    retry: 'no',
    es: 'Tu rubro no puede enviar mensajes a ese país.',
    en: 'Your line of business cannot message that country.',
  },
  {
    codes: [131021],
    retry: 'fix',
    es: 'No puedes enviarte mensajes al mismo número que envía.',
    en: 'You cannot message the sending number itself.',
  },
  {
    codes: [131026],
    retry: 'no',
    es: 'No se pudo entregar: el número no usa WhatsApp, tiene una versión vieja o no aceptó las condiciones. Revisa el número.',
    en: 'Not delivered: the number has no WhatsApp, uses an old version, or has not accepted the terms. Check the number.',
  },
  {
    codes: [131037],
    retry: 'fix',
    es: 'Falta que Meta apruebe el nombre de la empresa.',
    en: 'Meta must approve the business name first.',
  },
  {
    codes: [131042],
    retry: 'fix',
    es: 'Hay un problema con el pago de WhatsApp (tarjeta, crédito, moneda o zona horaria).',
    en: 'There is a billing problem (card, credit, currency or time zone).',
  },
  {
    codes: [131045, 133010],
    retry: 'fix',
    es: 'El número no está registrado en la API de WhatsApp. Regístralo y prueba otra vez.',
    en: 'The number is not registered with the WhatsApp API. Register it and try again.',
  },
  {
    codes: [470, 131047],
    retry: 'fix',
    es: 'Pasaron más de 24 horas desde su último mensaje. Envía una plantilla aprobada.',
    en: 'More than 24 hours since their last message. Send an approved template.',
  },
  {
    codes: [131048],
    retry: 'later',
    es: 'Meta limitó tus envíos porque muchas personas bloquearon o denunciaron mensajes. Pausa la campaña y revisa la calidad.',
    en: 'Meta limited your sending because many people blocked or reported messages. Pause the campaign and check quality.',
  },
  {
    codes: [131049],
    retry: '24h',
    es: 'Meta decidió no entregar este marketing para no saturar a la persona. Espera al menos un día; no lo repitas enseguida.',
    en: 'Meta chose not to deliver this marketing so as not to overload the person. Wait at least a day; do not repeat at once.',
  },
  {
    codes: [131050],
    retry: 'no',
    es: 'La persona pidió no recibir más marketing tuyo. Quítala de las campañas.',
    en: 'The person stopped your marketing. Remove them from campaigns.',
  },
  {
    codes: [131051],
    retry: 'fix',
    es: 'Ese tipo de mensaje no se puede enviar.',
    en: 'This type of message is not supported.',
  },
  {
    codes: [131052],
    retry: 'no',
    es: 'No se pudo bajar el archivo que mandó la persona. Pídele que lo envíe de otra forma.',
    en: 'The file sent by the person could not be downloaded. Ask for it another way.',
  },
  {
    codes: [131053],
    retry: 'fix',
    es: 'WhatsApp no aceptó el archivo (tipo, tamaño o enlace). Usa JPG/PNG hasta 2 MB, PDF hasta 2 MB o MP4 hasta 5 MB.',
    en: 'WhatsApp refused the file (type, size or link). Use JPG/PNG up to 2 MB, PDF up to 2 MB or MP4 up to 5 MB.',
  },
  {
    codes: [131056],
    retry: 'later',
    es: 'Demasiados mensajes seguidos a esta persona. Espera un momento.',
    en: 'Too many messages in a row to this person. Wait a moment.',
  },
  {
    codes: [131057],
    retry: 'later',
    es: 'Meta está actualizando el número; suele tardar un minuto.',
    en: 'Meta is upgrading the number; it usually takes a minute.',
  },
  {
    codes: [131059],
    retry: 'fix',
    es: 'Vuelve a cargar la lista de plantillas desde el principio.',
    en: 'Reload the template list from the start.',
  },
  {
    codes: [131063],
    retry: 'fix',
    es: 'La cuenta tiene apagado el marketing por esta vía.',
    en: 'Marketing is switched off on this route for the account.',
  },
  {
    codes: [131064],
    retry: 'later',
    es: 'Meta limitó los mensajes de utilidad porque hubo plantillas mal clasificadas. Corrige las categorías; se levanta solo (7 días o más).',
    en: 'Meta capped utility messages because templates were misclassified. Fix the categories; it lifts by itself (7 days or more).',
  },
  {
    codes: [132000],
    retry: 'fix',
    es: 'La plantilla espera otra cantidad de datos. Completa todas las variables.',
    en: 'The template expects another number of values. Fill in every variable.',
  },
  {
    codes: [132001],
    retry: 'fix',
    es: 'No hay una plantilla aprobada con ese nombre y ese idioma exacto.',
    en: 'There is no approved template with that name and exact language.',
  },
  {
    codes: [132005],
    retry: 'fix',
    es: 'Con los datos puestos, el mensaje queda demasiado largo. Acorta los datos.',
    en: 'With the values filled in the message is too long. Shorten the values.',
  },
  {
    codes: [132007],
    retry: 'fix',
    es: 'El contenido incumple una política de WhatsApp. Cambia el texto.',
    en: 'The content breaks a WhatsApp policy. Change the text.',
  },
  {
    codes: [132012, 132018],
    retry: 'fix',
    es: 'Un dato tiene un formato que la plantilla no acepta (por ejemplo saltos de línea o muchos espacios).',
    en: 'A value has a format the template does not accept (line breaks or many spaces, for example).',
  },
  {
    codes: [132015],
    retry: 'fix',
    es: 'La plantilla está pausada por baja calidad. Mejora el texto o espera a que se reactive.',
    en: 'The template is paused for low quality. Improve the text or wait until it resumes.',
  },
  {
    codes: [132016],
    retry: 'no',
    es: 'La plantilla quedó deshabilitada. Crea otra con un contenido distinto.',
    en: 'The template has been disabled. Create another one with different content.',
  },
  {
    codes: [132068, 132069],
    retry: 'fix',
    es: 'El formulario (Flow) del mensaje está bloqueado.',
    en: 'The Flow in this message is blocked.',
  },
  {
    codes: [133000, 133005, 133006, 133008, 133009, 133015, 133016],
    retry: 'later',
    es: 'No se pudo registrar el número: {detail}. Revisa el PIN o espera unos minutos.',
    en: 'The number could not be registered: {detail}. Check the PIN or wait a few minutes.',
  },
  {
    codes: [134011],
    retry: 'fix',
    es: 'Falta aceptar las condiciones de pagos de WhatsApp.',
    en: 'WhatsApp Payments terms have not been accepted.',
  },
  {
    codes: [134100, 134101, 134102, 131055],
    retry: 'fix',
    es: 'Esta vía solo acepta marketing, o la plantilla aún se está preparando (hasta 10 minutos).',
    en: 'This route takes marketing only, or the template is still being prepared (up to 10 minutes).',
  },
  {
    codes: [137000],
    retry: 'fix',
    es: 'La identidad de la persona cambió; confírmala por otro medio antes de escribir.',
    en: "The person's identity changed; confirm it another way before writing.",
  },
]

/** Gupshup's own codes (its reference, 6.1). */
const GUPSHUP: ErrorRow[] = [
  {
    codes: [500, 4002],
    retry: 'later',
    es: 'Gupshup tuvo un problema momentáneo. Reintentamos en unos minutos.',
    en: 'Gupshup had a temporary problem. We will try again in a few minutes.',
  },
  {
    codes: [1001],
    retry: 'fix',
    es: 'El número no está bien conectado en Gupshup. Avisa al proveedor.',
    en: 'The number is not properly connected at Gupshup. Tell the provider.',
  },
  {
    codes: [1002],
    retry: 'no',
    es: 'El número de la persona no existe en WhatsApp. Revísalo.',
    en: "The person's number does not exist on WhatsApp. Check it.",
  },
  {
    codes: [1003],
    retry: 'fix',
    es: 'La cuenta de mensajes no tiene saldo. Recárgala para seguir enviando.',
    en: 'The messaging wallet has run out. Top it up to go on sending.',
  },
  {
    codes: [1004],
    retry: 'no',
    es: 'La plantilla está deshabilitada. Usa otra.',
    en: 'The template is disabled. Use another one.',
  },
  {
    codes: [1005, 4003],
    retry: 'fix',
    es: 'El mensaje no coincide con la plantilla aprobada. Revisa sus datos.',
    en: 'The message does not match the approved template. Check its values.',
  },
  {
    codes: [1006, 1007, 1008, 1012],
    retry: 'no',
    es: 'La persona no ha aceptado recibir tus mensajes, o los dio de baja.',
    en: 'The person has not agreed to your messages, or has opted out.',
  },
  {
    codes: [1009],
    retry: 'fix',
    es: 'Falta un dato obligatorio del mensaje: {detail}',
    en: 'A required value of the message is missing: {detail}',
  },
  {
    codes: [1010, 1011],
    retry: 'fix',
    es: 'El archivo no se puede abrir o pesa demasiado. Adjunta otro.',
    en: 'The file cannot be opened or is too large. Attach another one.',
  },
  {
    codes: [4001],
    retry: 'later',
    es: 'Gupshup pidió bajar la velocidad. El envío sigue solo, más despacio.',
    en: 'Gupshup asked to slow down. Sending goes on by itself, more slowly.',
  },
  {
    codes: [4004],
    retry: 'fix',
    es: 'Esta función solo está en números de la API en la nube. Avisa al proveedor.',
    en: 'This function exists only for Cloud API numbers. Tell the provider.',
  },
  {
    codes: [4005],
    retry: 'fix',
    es: 'La plantilla está pausada por baja calidad. Mejora el texto o espera a que se reactive.',
    en: 'The template is paused for low quality. Improve the text or wait until it resumes.',
  },
]

const ROW_OF = new Map([...META, ...GUPSHUP].flatMap((row) => row.codes.map((code) => [code, row] as const)))

const UNKNOWN: ErrorRow = {
  codes: [],
  retry: 'no',
  es: 'No se pudo entregar (código {code}). {detail}',
  en: 'It could not be delivered (code {code}). {detail}',
}

/** What a failure means and what to do about it, in plain words; the provider gives codes as numbers or as text. */
export function explainError(code: number | string, lang: Lang, detail = ''): { meaning: string; retry: Retry } {
  const number = Number(code)
  const row = ROW_OF.get(number >= 200 && number <= 299 ? 10 : number) ?? UNKNOWN
  const meaning = row[lang].replace('{code}', () => String(code)).replace('{detail}', () => detail)
  return { meaning: meaning.trim().replace(/:$/, '.'), retry: row.retry }
}
