import type { Sentence } from '../template.ts'

/** Where a rule of the rulebook is judged, when that is not the lint of a template. */
type Place = 'send' | 'file' | 'name' | 'profile' | 'mend' | 'same' | 'server' | 'person' | 'provider' | 'none'

export const PLACES: Record<Place, Sentence> = {
  send: { es: 'Al enviar, con los datos puestos', en: 'When it is sent, with the values filled in' },
  file: {
    es: 'Al subir o adjuntar el archivo, por su contenido',
    en: 'When the file is uploaded or attached, by its content',
  },
  name: { es: 'En el nombre de la empresa que ven los clientes', en: 'In the display name that customers see' },
  profile: { es: 'En el perfil de la empresa', en: "In the business's profile" },
  mend: { es: 'Es un arreglo, no una regla', en: 'It is a mend, not a rule' },
  same: { es: 'Lo dice otra regla', en: 'Another rule says it' },
  server: {
    es: 'En el servidor, al enviar, recibir o administrar',
    en: 'On the server, while sending, receiving or managing',
  },
  person: { es: 'Solo una persona puede juzgarlo', en: 'Only a person can judge it' },
  provider: {
    es: 'Depende de datos que solo tiene Meta o el proveedor',
    en: 'Depends on facts that only Meta or the provider has',
  },
  none: { es: 'No se ofrece aquí', en: 'Not offered here' },
}

type Elsewhere = { id: string; place: Place; en: string }

const at = (place: Place, rows: Record<string, string>): Elsewhere[] =>
  Object.entries(rows).map(([id, en]) => ({ id, place, en }))

/** Rules that this lint does not judge, and why. */
export const ELSEWHERE: readonly Elsewhere[] = [
  ...at('same', {
    'VAR-16': 'A variable in the footer is FTR-02, one in a label is BTN-11.',
    'MED-06': 'The types of a sample are HDR-08, MED-01, MED-02 and MED-03.',
    'MED-07': 'A GIF header is refused as HDR-01.',
  }),
  ...at('mend', { 'SEND-12': 'Offered for a value that SEND-02 finds.' }),
  ...at('send', {
    'SEND-01': 'Every variable has a value, and nothing else has.',
    'SEND-02': 'No line breaks, tabs or long runs of spaces in a value.',
    'SEND-03': 'No empty value.',
    'SEND-04': 'The body with its values.',
    'SEND-05': 'The header with its value.',
    'SEND-08': 'The code of an Authentication template.',
    'SEND-11': 'Formatting signs in a value.',
    'HDR-12': 'The same as SEND-05.',
    'BTN-25': 'Values that end an address are percent-encoded by the server.',
  }),
  ...at('server', {
    'LANG-04': 'A template is sent by its own id, so that its language is always the approved one.',
    'NAME-06': 'Deleting names the one language that is meant; the dialog warns.',
    'NAME-07': 'About deleting, not about a content: the provider refuses it and says so.',
    'LIM-08': 'Calls are paced for each application.',
    'SEND-06': 'Named templates of others are sent with the names of their parameters.',
    'SEND-07': 'A value is always text; media goes in its own field.',
    'SEND-09': 'Media is sent by a public link of this server.',
    'SEND-10': 'Numbers are stored in E.164.',
    'BTN-26': 'About messages inside the window, which are no templates.',
    'MED-04': 'About messages inside the window: audio is no header.',
    'MED-05': 'About messages inside the window: a sticker is no header.',
    'MED-16': 'Names and captions of files are made where they are sent.',
    'MED-17': 'Links are made by this server.',
    'POL-01': 'Opt-in is a fact about a contact.',
    'POL-02': 'Opt-outs are kept with the contact and asked before every send.',
    'WIN-01': 'The window is asked when a message leaves.',
    'MSG-01': 'Limits are told by the provider and shown with the channel.',
    'MSG-05': 'The pace of a channel.',
    'MSG-06': 'The pace of a pair.',
    'MSG-07': 'An answer of the provider; its meaning stands with the message.',
  }),
  ...at('file', {
    'MED-13': 'Needs the video itself.',
    'MED-14': 'Needs the picture itself.',
    'MED-15': 'Needs the picture itself.',
  }),
  ...at(
    'name',
    Object.fromEntries(
      Array.from({ length: 15 }, (_, n) => [
        `DN-${String(n + 1).padStart(2, '0')}`,
        'About a channel, not about a template.',
      ]),
    ),
  ),
  ...at(
    'profile',
    Object.fromEntries(
      Array.from({ length: 6 }, (_, n) => [
        `PRO-${String(n + 1).padStart(2, '0')}`,
        'About a channel, not about a template.',
      ]),
    ),
  ),
  ...at('person', {
    'LANG-05': 'Advice: every language counts towards LIM-01.',
    'LANG-06': 'Advice: Meta translates nothing.',
    'BODY-16': 'Spelling needs a dictionary of names, goods and places that nobody has.',
    'POL-06': 'Whether a profile is true.',
    'POL-07': 'Whether a person can be reached is a matter of the whole conversation.',
    'POL-08': 'How often a person is written to is a matter of campaigns.',
  }),
  ...at('provider', {
    'AUTH-09': 'Whether an account may have Authentication is told by its refusal only.',
    'LIM-05': 'What happens after an edit.',
    'LIM-06': 'Pacing of new templates.',
    'LIM-07': 'Pacing of portfolios.',
    'POL-09': 'The steps of enforcement.',
    'WIN-02': 'Free entry points are known to the provider.',
    'WIN-03': 'Prices.',
    'WIN-04': 'Prices to come.',
    'WIN-05': 'How long an undelivered message lives.',
    'MSG-02': 'How limits rise.',
    'MSG-03': 'How limits rise.',
    'MSG-04': 'What quality does to limits.',
    'MSG-08': 'Marketing to the United States, told by an error.',
    'MSG-09': 'Experiments of Meta, told by an error.',
    'MSG-10': 'Numbers of a portfolio.',
  }),
]
