/** Every refusal by its stable code: HTTP status and the sentence in both languages. `{x}` is filled from the data. */
export const problems = {
  not_signed_in: [401, 'Inicia sesión para continuar.', 'Sign in to continue.'],
  two_factor_required: [403, 'Activa primero la verificación en dos pasos.', 'Turn on two-factor sign-in first.'],
  forbidden: [403, 'Tu rol no permite hacer esto.', 'Your role does not allow this.'],
  wrong_origin: [403, 'La petición no viene de esta aplicación.', 'The request does not come from this application.'],
  no_company: [403, 'No perteneces a ninguna empresa activa.', 'You do not belong to an active company.'],
  not_found: [404, 'No existe o ya no está disponible.', 'It does not exist or is no longer available.'],
  invalid: [400, 'Revisa los datos marcados.', 'Check the marked fields.'],
  too_large: [413, 'Lo enviado es demasiado grande.', 'What was sent is too large.'],
  shortcut_taken: [
    409,
    'Ese atajo ya se usa en: {places}. Elige otro o cambia dónde vale.',
    'That shortcut is already used in: {places}. Choose another one, or change where it applies.',
  ],
  too_many_answers: [
    409,
    'La empresa ya tiene 2000 respuestas guardadas. Elimina alguna antes.',
    'The company already has 2,000 saved answers. Delete one first.',
  ],
  uploads_busy: [
    503,
    'Se están subiendo varios archivos grandes a la vez. Inténtalo otra vez en un momento.',
    'Several large files are being uploaded at once. Try again in a moment.',
  ],
  too_many: [429, 'Demasiados intentos. Espera un momento.', 'Too many attempts. Wait a moment.'],
  internal: [
    500,
    'Algo falló de nuestro lado. Ya quedó registrado; inténtalo otra vez.',
    'Something failed on our side. It has been recorded; try again.',
  ],
  invitation_used: [
    409,
    'Este enlace ya se usó o venció. Pide uno nuevo.',
    'This link was used or has expired. Ask for a new one.',
  ],
  invitation_open: [
    409,
    'Ya hay una invitación abierta para ese correo.',
    'There is already an open invitation for that address.',
  ],
  already_member: [409, 'Esa persona ya pertenece a la empresa.', 'That person already belongs to the company.'],
  wrong_password: [
    409,
    'Ese correo ya tiene una cuenta: escribe su contraseña actual.',
    'That address already has an account: type its current password.',
  ],
  weak_password: [
    400,
    'Usa una contraseña de 10 caracteres o más que no sea de las más comunes.',
    'Use a password of 10 characters or more that is not a common one.',
  ],
  last_owner: [409, 'La empresa no puede quedarse sin propietario.', 'The company cannot be left without an owner.'],
  not_replayable: [
    409,
    'No se puede procesar otra vez: {reason}. Su contenido sigue guardado aquí.',
    'It cannot be handled again: {reason}. What came is still kept here.',
  ],
  last_campaign: [
    409,
    'Es la última campaña activa: crea o activa otra antes.',
    'It is the last active campaign: create or switch on another one first.',
  ],
  campaign_off: [409, 'La campaña está inactiva. Actívala antes.', 'The campaign is off. Switch it on first.'],
  queue_off: [
    409,
    'Una cola inactiva no puede ser la de entrada. Actívala antes.',
    'A queue that is off cannot be an entry queue. Switch it on first.',
  ],
  name_mismatch: [409, 'El nombre que escribiste no es ese.', 'The name you typed is not the one.'],
  dispositions_changed: [
    409,
    'Alguien guardó otro árbol mientras lo editabas. Carga el de ahora y repite tu cambio.',
    'Somebody saved another tree while you were editing. Load the present one and make your change again.',
  ],
  assignments_changed: [
    409,
    'Otra persona guardó esta asignación mientras la editabas. Mira qué cambió y elige con qué te quedas.',
    'Somebody else saved this assignment while you were editing. See what changed and choose what to keep.',
  ],
  disposition_used: [
    409,
    'Hay tickets cerrados con una de las que quitaste: {names}. Desactívala en vez de eliminarla.',
    'Tickets were closed with one that you removed: {names}. Switch it off instead of deleting it.',
  ],
  name_taken: [409, 'Ya existe uno con ese nombre.', 'There is already one with this name.'],
  channel_state: [
    409,
    'El canal está {state}: eso no se puede hacer ahora.',
    'The channel is {state}: this cannot be done now.',
  ],
  figures_grew: [
    409,
    'Las consecuencias crecieron mientras mirabas. Revisa las cifras nuevas.',
    'The consequences grew while you were looking. Check the new figures.',
  ],
  channel_changed: [
    409,
    '{by} guardó otros datos de este canal mientras escribías. Revisa lo que hay ahora.',
    '{by} saved other data of this channel while you were writing. Look at what there is now.',
  ],
  identifier_mismatch: [
    409,
    'Lo que escribiste no es el identificador del canal.',
    "What you typed is not the channel's identifier.",
  ],
  owner_exists: [409, 'La empresa ya tiene propietario.', 'The company already has an owner.'],
  identifier_taken: [
    409,
    'El número {identifier} ya es de otro canal.',
    'The number {identifier} already belongs to another channel.',
  ],
  app_taken: [
    409,
    'La aplicación {app} ya es de otro canal.',
    'The application {app} already belongs to another channel.',
  ],
  request_taken: [409, 'La tiene {by}: si hace falta, tómala en su lugar.', '{by} has it: take it over if you must.'],
  link_is_new: [
    409,
    'Este enlace se pidió hace un momento: úsalo, o pide otro en unos minutos.',
    'This link was asked for a moment ago: use it, or ask for another in a few minutes.',
  ],
  links_used_up: [
    409,
    'El proveedor ya no da más enlaces para este número: hay que escribir a su soporte.',
    'The provider gives no more links for this number: its support has to be asked.',
  ],
  request_state: [409, 'La solicitud ya cambió: ahora está {state}.', 'The request has changed: it is now {state}.'],
  template_name_taken: [
    409,
    'Ya hay una plantilla con ese nombre en ese idioma en este número.',
    'This number already has a template with this name in this language.',
  ],
  template_refused: [
    422,
    'La plantilla tiene errores que WhatsApp no acepta.',
    'The template has errors that WhatsApp does not accept.',
  ],
  csv_refused: [422, 'No podemos leer este archivo. {reason}', 'This file cannot be read. {reason}'],
  draft_changed: [
    409,
    '{by} guardó una versión más nueva de este borrador.',
    '{by} saved a newer version of this draft.',
  ],
  approval_needed: [
    409,
    'En tu empresa, otra persona aprueba antes lo que se solicita. Pide su aprobación desde el borrador.',
    'In your company somebody else approves what is requested first. Ask for approval from the draft.',
  ],
  approval_not_needed: [
    409,
    'Tu empresa ya no pide aprobación: puedes solicitar la plantilla.',
    'Your company asks for no approval any more: you can request the template.',
  ],
  approval_own: [
    409,
    'Este texto lo escribiste tú: lo aprueba otra persona que administre, o quien es propietario.',
    'You wrote this text: another admin, or the owner, approves it.',
  ],
  approval_comment: [422, 'Di qué hay que cambiar.', 'Say what has to change.'],
  edition_moved: [
    409,
    '{by} cambió el borrador mientras lo mirabas. Mira el texto nuevo antes de aprobarlo.',
    '{by} changed the draft while you looked at it. Look at the new text before you approve it.',
  ],
  edition_decided: [409, '{by} ya decidió sobre este texto.', '{by} has already decided on this text.'],
  not_approved: [409, 'Este borrador todavía no está aprobado.', 'This draft is not approved yet.'],
  edit_drafted: [
    409,
    'Ya hay un borrador con cambios para esta plantilla.',
    'There is already a draft with changes for this template.',
  ],
  template_not_editable: [409, 'Esta plantilla no se puede editar ahora.', 'This template cannot be edited now.'],
  template_not_deletable: [409, 'Esta plantilla no se puede eliminar ahora.', 'This template cannot be deleted now.'],
  template_not_sendable: [409, 'Esta plantilla no se puede enviar ahora.', 'This template cannot be sent now.'],
  template_not_assigned: [
    409,
    'Esta plantilla no está asignada a esa campaña y cola.',
    'This template is not assigned to that campaign and queue.',
  ],
  values_invalid: [422, 'Revisa los datos de la plantilla.', 'Check the values of the template.'],
  reason_missing: [400, 'Escribe por qué.', 'Write why.'],
  contact_changed: [
    409,
    'Otra persona cambió este contacto mientras lo editabas. Lo que escribiste sigue aquí: mira qué cambió y guarda otra vez.',
    'Somebody else changed this contact while you were editing. What you typed is still here: see what changed and save again.',
  ],
  address_taken: [409, 'Ese número ya es de {by}.', 'That number already belongs to {by}.'],
  last_address: [
    409,
    'Es su único número: agrega otro antes de quitarlo.',
    'It is the only number: add another one before removing it.',
  ],
  contacts_same: [409, 'Los dos ya son el mismo contacto.', 'The two are one contact already.'],
  import_state: [409, 'Esta importación ya no está en ese paso.', 'This import is not at that step any more.'],
  opted_out: [
    409,
    'El contacto pidió no recibir mensajes de marketing.',
    'The contact asked not to get marketing messages.',
  ],
  no_number: [
    409,
    'Este contacto oculta su número: puedes responderle, pero una plantilla solo se envía a un número. Si lo sabes, agrégalo en su ficha.',
    'This contact hides their number: you can answer them, but a template goes to a number only. If you know it, add it to their record.',
  ],
  channel_not_active: [
    409,
    'El número no está activo: no se puede enviar.',
    'The number is not active: nothing can be sent.',
  ],
  message_retried: [
    409,
    'Ya se envió otra vez: mira el mensaje nuevo más abajo.',
    'It has been sent again already: see the new message further down.',
  ],
  message_not_retriable: [
    409,
    'Este mensaje no se puede enviar otra vez tal como está. Lee el motivo y escribe uno nuevo.',
    'This message cannot be sent again as it is. Read the reason and write a new one.',
  ],
  may_arrive_twice: [
    409,
    'El primero pudo haber llegado: confirma que aceptas que el contacto lo reciba dos veces.',
    'The first one may have arrived: confirm that the contact may get it twice.',
  ],
  message_not_uncertain: [409, 'Ya se sabe qué pasó con este mensaje.', 'What became of this message is known by now.'],
  window_closed: [
    409,
    'Pasaron más de 24 horas desde su último mensaje. Envía una plantilla.',
    'More than 24 hours have passed since their last message. Send a template.',
  ],
  ticket_taken: [409, '{by} tomó este ticket antes.', '{by} took this ticket first.'],
  ticket_unread: [
    409,
    'El contacto acaba de escribir. Léelo antes de cerrar.',
    'The contact has just written. Read it before you close.',
  ],
  ticket_not_held: [
    409,
    'Ya no llevas este ticket: alguien lo movió antes.',
    'You no longer hold this ticket: somebody moved it first.',
  ],
  ticket_waits: [409, 'Este ticket ya espera en su cola.', 'This ticket is waiting in its queue already.'],
  ticket_there: [409, 'El ticket ya está ahí.', 'The ticket is there already.'],
  target_off: [
    409,
    'Esa cola se desactivó o eliminó. Elige otra.',
    'That queue was switched off or deleted. Choose another.',
  ],
  agent_not_there: [
    409,
    'Esa persona ya no atiende esa cola. Elige otra.',
    'That person no longer serves that queue. Choose another.',
  ],
  undo_late: [
    409,
    'Ya no se puede deshacer: después pasó algo más con el ticket.',
    'It is too late to undo: something else has happened to the ticket since.',
  ],
  ticket_closed: [409, 'El ticket ya está cerrado.', 'The ticket is already closed.'],
  ticket_not_yours: [409, 'Toma el ticket para poder responder.', 'Take the ticket to be able to answer.'],
  disposition_required: [422, 'Elige una tipificación para cerrar.', 'Choose a disposition to close.'],
  invalid_phone: [
    422,
    'Escribe un número de WhatsApp válido, con código de país.',
    'Write a valid WhatsApp number with its country code.',
  ],
  media_gone: [409, 'Ese archivo ya no está disponible en WhatsApp.', 'WhatsApp no longer has that file.'],
  file_refused: [422, 'Ese archivo no se puede enviar.', 'That file cannot be sent.'],
  file_missing: [422, 'Adjunta el archivo que pide la plantilla.', 'Attach the file that the template asks for.'],
  storage_full: [
    507,
    'No queda espacio para guardar archivos. Avisa a quien administra el sistema.',
    'There is no room left for files. Tell whoever runs the system.',
  ],
  queue_not_yours: [403, 'No perteneces a esa cola.', 'You are not in that queue.'],
} as const satisfies Record<string, readonly [number, string, string]>

export type ProblemCode = keyof typeof problems

/** RFC 9457, as it leaves the server with content type application/problem+json (API-2). */
export interface Problem {
  type: string
  title: string
  status: number
  code: string
  /** For support: the same id stands in the log. */
  requestId?: string
  errors?: { field: string; rule?: string; message: string }[]
  data?: unknown
}

/** States as people know them; those of channels are masculine, those of requests feminine. */
const stateWords: Partial<Record<ProblemCode, Record<string, readonly [es: string, en: string]>>> = {
  channel_state: {
    pending: ['pendiente', 'pending'],
    inactive: ['inactivo', 'inactive'],
    interrupted: ['interrumpido', 'interrupted'],
    active: ['activo', 'active'],
  },
  request_state: {
    sent: ['enviada', 'sent'],
    taken: ['en revisión', 'under review'],
    correction: ['en espera de corrección', 'waiting for a correction'],
    connecting: ['aprobada y conectando el número', 'approved, with its number being connected'],
    done: ['terminada, con su número activo', 'done, with its number live'],
    declined: ['rechazada', 'declined'],
    withdrawn: ['retirada', 'withdrawn'],
  },
}

export function sentence(code: ProblemCode, lang: 'es' | 'en', data: Record<string, unknown> = {}): string {
  const [, es, en] = problems[code]
  const say = (key: string) => {
    const value = `${(data[key] ?? '') as string | number}`
    return (key === 'state' && stateWords[code]?.[value]?.[lang === 'en' ? 1 : 0]) || value
  }
  return (lang === 'en' ? en : es).replace(/\{(\w+)\}/g, (_, key: string) => say(key))
}
