import { wordList } from './word-list.ts'

/* Words of the messaging policy; written like those in `category-words`. */

export const SENSITIVE = wordList(String.raw`
  numeros? (?:completos? )?de (?:tu |su |la |tus |sus )?tarjetas?(?: de (?:credito|debito))?, datos (?:completos )?de (?:tu|su|la) tarjeta, tarjeta completa,
  cvv\d?, cvc\d?, codigo de seguridad de (?:la|tu|su) tarjeta, clave de (?:internet|cajero|tu tarjeta|la tarjeta|tu banca),
  clave (?:dinamica|token|bancaria|web), cbu(?: completo)?, cci, codigo de cuenta interbancario, numeros? (?:completos? )?de (?:tu |su |la )?cuenta(?: bancaria)?,
  fotos? (?:de tu|de su|del|de|de ambos lados de tu) (?:dni|documento(?: de identidad)?|cedula|carne de extranjeria|carnet|pasaporte|identificacion|tarjeta),
  fotografia (?:de tu|de su|del|de) (?:dni|documento|cedula|pasaporte), (?:copia|escaneo) (?:de tu|de su|del|de) (?:dni|documento|cedula|pasaporte),
  dni completo, cuit completo, numeros? de (?:tu |su )?(?:dni|documento de identidad|documento|cedula|pasaporte|identificacion|seguro social),
  (?:envia|manda|adjunta|sube|comparte)(?:nos|me|r)? (?:tu |su |el )?(?:pasaporte|carne de extranjeria|dni), cpf, curp, pin de (?:tu|la|su) tarjeta,
  full card number, (?:credit |debit |your )?card numbers?, cvv code, security code (?:on|of|from) (?:your|the) card, (?:bank )?account (?:number|details),
  social security number, ssn, passport number, (?:send|share|upload)(?: us)? (?:your|a copy of your) (?:passport|id), (?:photo|picture|copy|scan|image) of your (?:id|passport|identity|driver\S*|card),
  your id number, national id(?: number)?, identity card number`)

export const SENSITIVE_EXCEPT = wordList(String.raw`
  (?:deposita|deposite|depositar|transfiere|transfiera|transferir|abona|abone|abonar)[^.!?\n]{0,60} (?:cci|cbu|numeros? de cuenta),
  (?:por|via|mediante) (?:cci|cbu), nuestr[oa] (?:numero de )?cuenta(?: bancaria)?, nuestro cci, nuestro cbu, our (?:bank )?account (?:number|details),
  (?:a|al|en) (?:el |la |los |las )?(?:siguientes? )?(?:numeros? de cuenta|cci|cbu)(?: interbancario)?,
  (?:numeros? de cuenta|cci|cbu|account number|codigo de cuenta interbancario)(?: (?:es|is|bcp|bbva|interbank|scotiabank|soles|dolares|en soles|en dolares))*\s*[:=]?\s*[\d\uE000]+`)

/** An identity document shown in part, or at a counter, is no number that is asked for. */
export const PARTIAL =
  /terminad[oa]s? en|que terminan? en|ultimos (?:\d|cuatro|tres|dos) (?:digitos|numeros)|ending (?:in|with)|last (?:\d|four|three|two) digits/

export const ASKS =
  /\b(?:envia|envie|enviar|envies|enviarnos|manda|mande|mandar|mandes|indica|indique|indicar|indiques|comparte|compartir|compartas|comparta|compartinos|brinda|brinde|brindar|proporciona|proporcione|proporcionar|facilita|facilite|facilitar|responde|responda|responder|ingresa|ingrese|ingresar|completa|complete|completar|confirma|confirme|confirmar|adjunta|adjunte|adjuntar|pasa|pase|escribe|escriba|escribir|remite|remita|remitir|digita|digite|digitar|sube|suba|subir|valida|valide|validar|verifica|verifique|verificar|actualiza|actualice|actualizar|necesit(?:o|amos|as)|requerimos|solicitamos|pedimos|danos|denos|dinos|diganos|decinos|dime|digame)(?:nos|me|lo|la|los|las)?\b|\b(?:send|share|provide|reply|enter|confirm|tell us|submit|give|upload|verify|type|write|need|update|text us|attach)\b|\bpor favor\b|\bplease\b/

export const DENIES =
  /\b(?:nunca|jamas|no (?:l[aeo]s? |te |se |nos )?(?:pedi|solicit|requer|compart|des\b|dig|entreg|envi|mand)|never|do not|don['’]?t|won['’]?t|will not|not ask)/

export const THREAT = wordList(String.raw`
  acciones legales, medidas legales, acciones judiciales, via judicial, vias legales, proceso judicial, cobranza judicial, demanda judicial, demandarte, demandarlo,
  te demandaremos, juicio, juicios, embargo, embargos, embargar, embargaremos, desalojo, lo haremos publico, haremos publica tu deuda, publicaremos tu,
  escrache, centrales? de riesgo, infocorp, buro de credito, denuncia penal, te denunciaremos, ira a prision, consecuencias legales,
  legal actions?, legal proceedings, legal consequences, lawsuits?, sue you, we will sue, take you to court, seizure, seize your, publish your name, report you to,
  debt collectors?, collections? agency, press charges, be arrested`)
export const THREAT_EXCEPT = wordList(String.raw`
  sin embargo, muelas? de(?:l)? juicio, a (?:tu|su|mi|nuestro) juicio, (?:buen|sano) juicio, (?:tu|el) reporte de infocorp, embargo levantado,
  levantamiento (?:del|de) embargo, media embargo`)

const PROHIBITED_ES = String.raw`
  cervezas?, vinos, vino (?:tinto|blanco|rosado|malbec|espumante|espumoso|syrah|merlot|cabernet\w*|dulce|seco), (?:de|del|un|este|nuestro|tu|buen|mejor|con) vino, whisky, fernet, vodka, tequila, licor, licores, aguardiente, pisco sour, botellas? de (?:ron|pisco|gin),
  bebidas alcoholicas, cigarrillos?, cigarros?, vapeador(?:es)?, vapers?, vapes?, tabaco, cannabis, marihuana, cbd,
  casinos?, apuestas? deportivas?, (?:de|las|tus|sus|en|y|haz|hace) apuestas, ruleta, tragamonedas,
  (?:de|nuestras) armas, armas de fuego, municion(?:es)?, pistolas?, viagra, cialis, esteroides,
  sin receta(?: medica)?, (?:medicamentos?|pastillas|farmacos?) (?:con|de|bajo) receta,
  prestamos? (?:rapidos?|inmediatos?|al instante|express|en minutos), criptomonedas?, bitcoins?, criptoactivos?, multinivel,
  replicas? (?:aaa|de marca|exactas?), venta de (?:cachorros|mascotas|animales), cachorros en venta, contenido para adultos, juguetes (?:sexuales|eroticos)`
const PROHIBITED_EN = String.raw`
  beers?, wines?, whiske?y, vodka, liquors?, cigarettes?, cigars?, vapes?, e-?cigarettes?, tobacco, cannabis, marijuana, weed, casinos?, betting, sports bets?, roulette, slot machines?,
  guns?, ammo, ammunition, firearms?, viagra, cialis, steroids?, prescription (?:drugs?|medicines?|medications?|pills?), without (?:a )?prescription, no prescription,
  payday loans?, instant loans?, crypto, cryptocurrenc(?:y|ies), bitcoins?, multi-?level marketing, replica (?:watches|bags|shoes), puppies for sale, sex toys`
/** Only where something is sold: a clinic may tell that a prescription is ready, a kitchen that there is a recipe. */
const PROHIBITED_TO_SELL = 'receta, recetas medicas, prescription, prescriptions'

export const PROHIBITED = wordList(PROHIBITED_ES, PROHIBITED_EN)
export const PROHIBITED_IN_MARKETING = wordList(PROHIBITED_ES, PROHIBITED_EN, PROHIBITED_TO_SELL)
export const PROHIBITED_EXCEPT = wordList(String.raw`
  wine (?:glass|glasses|racks?|coolers?|openers?), beer (?:glass|glasses|mugs?|garden), copas? (?:de|para) vino, color vino,
  (?:sin|libre de|dejar el|contra el|dejar de fumar|humo de) (?:alcohol|tabaco|cigarrillos?), tobacco free, smoke free, quit (?:smoking|tobacco), cigarette smoke,
  (?:glue|nail|heat|massage|price|spray) guns?, pistolas? de (?:silicona|calor|pintura|agua|clavos|masaje|riego), ruleta de (?:premios|opciones),
  recetas? (?:de cocina|de la semana|de la abuela|saludables?|faciles), avenida casino, casino de (?:oficiales|policia), root beer, cigarette lighter socket,
  (?:tu|la|una) receta (?:de|para) (?:pan|torta|postre|pollo|cocina)\w*, weed (?:killer|control|removal), cigarrillos prohibidos`)
