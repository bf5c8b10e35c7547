const WORDS = new Set(
  `password passwort passcode contrasena contrasenia clave miclave clavesegura claveprueba secreto secret acceso entrar
  admin administrador administrator adminadmin root toor superuser usuario user login welcome bienvenido bienvenida
  hola holamundo holahola helloworld hello changeme cambiame default temporal prueba pruebas test testing tester demo demodemo
  qwerty qwertyuiop qwertyui asdfghjkl asdfgh zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc azerty poiuytrewq abcdef abcabc
  iloveyou teamo teamomucho tequiero tequieromucho amor amorcito miamor amoreterno mivida corazon carino bebe bebita princesa
  princess sunshine superman batman spiderman pokemon starwars dragon dragonball monkey shadow master hunter killer ninja
  football futbol baseball basketball voley barcelona realmadrid alianza alianzalima universitario cristal boca river
  michael jordan jennifer jessica ashley daniel daniela andrea carlos alejandro alejandra fernando fernanda gabriel gabriela
  jose josefina juan juancarlos maria mariajose luis miguel angel angelica rosa ricardo roberto sebastian santiago valentina
  peru peruano lima limaperu cusco arequipa trujillo mexico colombia argentina chile ecuador bolivia espana madrid
  estrella mariposa chocolate tigre leon gatito perrito conejo flores rosita primavera verano invierno navidad cumpleanos
  jesus jesucristo jesusteamo diosesamor diosmio dioses mijesus familia mifamilia mihija mihijo mama mamita papa papito
  empresa negocio oficina trabajo ventas soporte atencion whatsapp facebook instagram google gmail hotmail internet
  computer computadora samsung iphone android windows linux server servidor database sistema sistemas
  letmein trustno freedom whatever summer winter spring autumn monday lunes viernes enero diciembre
  charlie donald george thomas robert matrix mustang ferrari mercedes yamaha corvette cookie banana orange
  pasword passw pass passpass passwordpassword mypassword mipassword micontrasena nuevaclave nuevacontrasena`.split(
    /\s+/,
  ),
)

const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qazwsxedcrfvtgbyhnujmikolp',
  '0123456789012345678901234567890',
]
const RUNS = [...ROWS, ...ROWS.map((row) => row.split('').toReversed().join(''))]
const LEET: Record<string, string> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }

const fold = (text: string) => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
const lettersOf = (text: string) => fold(text).replaceAll(/[^a-z]/g, '')
const isRun = (text: string) => RUNS.some((run) => run.includes(text))

/** PE-5: whether a password is one that guessers try first: a common word, a keyboard run or one of `names` (the person's,
 *  the company's …) with figures around it, the same thing over and over, or nothing but figures. */
export function isWeakPassword(password: string, names: readonly string[]): boolean {
  const text = fold(password)
  if (text.length < 10 || new Set(text).size < 5) return true
  if (/^\d+$/.test(text) && text.length < 16) return true
  const unleeted = text
    .replace(/[^a-z]+$/, '')
    .split('')
    .map((c) => LEET[c] ?? c)
    .join('')
  return [text, unleeted].some((form) => {
    const letters = once(lettersOf(form))
    if (letters.length < 4) return isRun(text.replaceAll(/\D/g, '')) && /^[a-z]*\d+\W*$/.test(text)
    return WORDS.has(letters) || isRun(letters) || namesIn(names).has(letters)
  })
}

/** `holahola` is `hola`. */
const once = (text: string) => /^(.{3,}?)\1+$/.exec(text)?.[1] ?? text

function namesIn(names: readonly string[]): Set<string> {
  const parts = names.flatMap((name) => [lettersOf(name), ...fold(name).split(/[^a-z]+/)])
  return new Set(parts.filter((part) => part.length >= 3))
}
