import { wordList } from './word-list.ts'

/*
 * Words that tell a category. Lower case, no accents; a phrase is separated by a comma, a space stands for any white
 * space, and each may be a pattern. Add a word to the list of its language, and where it also means something harmless,
 * that phrase to the list of exceptions.
 */

const PROMO_ANYWHERE = String.raw`
  2 ?x ?1, 3 ?x ?2, 4 ?x ?3, \d+ ?% off, black friday, cyber monday, cyber wow, cyber days?, hot sale, promos?, cashback`

const PROMO_ES = String.raw`
  descuentos?, descuentazos?, dsctos?, dctos?, ofertas?, oferton, ofertones, ofertazas?, promocion, promociones,
  promocional, promocionales, cupon, cupones, gratis, regalos?, te regalamos, de obsequio, rebajas?, rebajad[oa]s?, outlet,
  liquidacion, liquidaciones, remates?, cierrapuertas, dos por uno, (?:cuotas|meses|pagos) sin interes(?:es)?,
  aprovecha(?:l[aeo]s?)?, no te l[ao]s? pierdas, no te pierdas, ultimas? oportunidad(?:es)?,
  solo por hoy, por tiempo limitado, tiempo limitado, hasta agotar stock, compra(?:l[ao]s?)? (?:ahora|ya|hoy mismo),
  nuevos? lanzamientos?, nuevos? productos?, nuevas? coleccion(?:es)?, novedades, suscribite, suscribete,
  renueva y ahorra, renova y ahorra, ahorra (?:hasta|un|mas|en tu), y ahorra, ahorras hasta, yapea, yapea y,
  \d+ ?% de (?:descuento|dscto|dcto|ahorro|rebaja), precios? (?:especial(?:es)?|bajos?|de locura|rebajados?),
  (?:los )?mejores precios, envio gratuito, sorteos?, ganaste, gana (?:premios?|puntos|un|una), acumula puntos,
  puntos dobles, duplica tus puntos, refiere a (?:un|tus) amig\w*, invita a un amigo, preventa, llevate (?:un|una|el|la|los|las|otro|dos|2), lleva (?:dos|2|tres|3) (?:y|por|x),
  exclusiv[oa]s? para (?:ti|vos|usted), beneficios? exclusivos?, giftcards?, bono de bienvenida,
  mejora tu plan, pasate a, combos? desde`

const PROMO_EN = String.raw`
  discount, discounts, discounted, offer, (?:our|special|new|great|these|exclusive|latest|best) offers, promotion,
  promotions, promotional, coupons?, (?:discount|gift) vouchers?, free gift, free trial, free shipping, giveaways?, limited time, last chance,
  today only, buy now, shop now, upgrade, save (?:up to )?[$€£]?\d+, save big, new arrivals?, new collection,
  new products?, renew and save, earn (?:\w+ )?points, (?:double|bonus|extra) points, buy one get one, bogo, flash sale,
  clearance, cash back, exclusive (?:deal|offer|access|discount)s?, (?:best|special|lowest) prices?, don['’]?t miss,
  (?:great|best|hot|special|our|amazing) deals?, refer a friend, while (?:supplies|stocks?) lasts?, act now`

/** In Spanish «sale» is a verb. */
const PROMO_EN_ONLY = 'sale, sales event'

const PROMO_PT = String.raw`
  descontos?, ofertas?, promocao, promocoes, cupom, cupons, gratis, brindes?, liquidacao, frete gratis, compre agora,
  so hoje, ultima chance, aproveite, black friday`

export const PROMO = {
  es: wordList(PROMO_ANYWHERE, PROMO_ES, PROMO_EN),
  en: wordList(PROMO_ANYWHERE, PROMO_EN, PROMO_EN_ONLY, PROMO_ES),
  pt: wordList(PROMO_ANYWHERE, PROMO_PT, PROMO_ES, PROMO_EN),
}

/** The rulebook's «comprá» and the like: without its accent the word is the noun of every order. */
export const PROMO_WITH_ACCENT = /(?<![\p{L}\p{N}])(?:comprá|ahorrá|ganá)(?![\p{L}\p{N}])/giu

export const PROMO_EXCEPT = wordList(String.raw`
  liquidacion(?:es)? (?:de|del|de la|de tu|de tus|de su|de sus) (?:haberes|sueldos?|salarios?|remuneracion(?:es)?|
  beneficios(?: sociales)?|bbss|cts|tarjetas?|expensas|gastos|vacaciones|siniestros?|pagos?|servicios?|deudas?|
  impuestos?|contrato|compra|mes|periodo|consumos?|prestamo|credito|cuenta|comisiones), (?:tu|su) liquidacion,
  descuentos? (?:por|de|en|del) (?:planilla|ley|nomina|boleta|sueldo|haberes|recibo|afp|onp), descuento judicial,
  ofertas? (?:laboral(?:es)?|de trabajo|de empleo|academicas?|educativas?), (?:tu|su) oferta (?:fue|ha sido|de compra),
  (?:papel|envoltura|envoltorio|caja|bolsa|nota|dedicatoria|lista|mesa) (?:de|para) regalos?, para regalo,
  novedades (?:de|del|sobre|en|con|acerca de|respecto a|respecto de|para) (?:tu|tus|su|sus|el|la|los|las|este|esta|ese|tramite|nuestro horario),
  (?:sin|hay|haya|hayan|habra|hubo|tengamos|cualquier|avisaremos|otras|mas|estas) novedades,
  (?:avis|inform|cont|cuent|enter|comunic)\w* (?:las |de las |de |sobre |con )?novedades,
  promocion (?:escolar|del colegio|del \d\d\d\d|20\d\d|de grado),
  (?:system|software|security|network|server|platform|scheduled|maintenance|firmware|service|database|app) upgrade,
  upgrade (?:work|window|of our|of the|to our|to the), job offers?, offer letter, employment offer, offer of employment,
  your offer (?:was|has been|is under|on the), we offer, offer (?:support|assistance|an apology|our apologies),
  (?:point|terms|bill|proof|date|contract|conditions|deed) of sale, sale (?:agreement|contract|of your),
  (?:llama(?:da|das|nos)?|linea|numero|telefono) gratis, save \d+ (?:minutes?|hours?|seconds?|min|hrs?|copies),
  no (?:es|son) (?:una )?(?:promocion|oferta|promo)`)

/** A sentence that lets people out of promotions has to name them. */
export const LETS_OUT =
  /\bno (?:quier|dese|recib)|\bdejar de recib|\bdarte de baja|\bdarse de baja|\bresponde (?:baja|stop|no)|\bescribe (?:baja|stop)|\bunsubscribe|\bopt out|\bstop receiving|\bno longer|\breply stop/

export const TRANSACTION = wordList(String.raw`
  pedidos?, orden, ordenes, facturas?, boletas?, recibos?, reservas?, citas?, turnos?, envios?, entregas?, entregad[oa]s?,
  pagos?, pagad[oa], reclamos?, orders?, invoices?, bookings?, reservations?, appointments?, shipments?, delivery,
  delivered, payments?, receipts?`)

export const RENEWAL = wordList(String.raw`
  renovala, renovalo, renovalas, renovalos, renuevala, renuevalo, renueva (?:ya|hoy|ahora|tu|y|aqui), renueve (?:ya|hoy|ahora|su|y|aqui),
  renova (?:ya|hoy|ahora|tu|y|aca), reactiva tu, reactive su, reactiva (?:hoy|ahora), renew (?:today|now|your|it|and|here), reactivate your,
  reactivate (?:today|now)`)
export const CART = wordList(String.raw`
  (?:dejaste|olvidaste|abandonaste|tienes|tenes|quedaron|hay|guardamos)\b[^.!?\n]{0,60} carrito, carrito (?:abandonado|pendiente|te espera|sigue),
  tu carrito (?:te espera|sigue|tiene), (?:termina|completa|finaliza|retoma) tu compra, olvidaste algo,
  (?:left|forgot|have)\b[^.!?\n]{0,60} cart, cart is (?:waiting|still), complete your (?:purchase|checkout|order now),
  abandoned cart, items? in your cart, forgot something`)

export const GREETING = wordList(String.raw`
  feliz cumple, feliz cumpleanos, cumpleanos feliz, por tu cumpleanos, en tu cumpleanos, es tu cumpleanos, mes de tu cumpleanos,
  feliz navidad, felices fiestas, feliz ano(?: nuevo)?, prospero ano(?: nuevo)?, feliz pascua, felices pascuas, feliz aniversario,
  felices fiestas patrias, fiestas patrias te desea\w*, feliz dia (?:de|del|de la|de las|de los) (?:madre|padre|mama|papa|mujer|nino|nina|amor|amistad|amigo|
  trabajador|trabajo|maestro|secretaria|enamorados|san valentin|independencia|patria)s?,
  soy (?:tu|su|el|la|un|una) (?:nuev[oa] )?asistente virtual, happy birthday, merry christmas, happy holidays,
  happy new year, season['’]?s greetings, happy easter, happy thanksgiving, happy valentine['’]?s, happy anniversary,
  happy (?:mother|father|women)['’]?s['’]? day, (?:i am|i['’]?m) your (?:new )?virtual assistant`)

/** In a notice of an order they are mere politeness. */
export const THANKS = wordList(String.raw`
  gracias por (?:tu|su) (?:lealtad|fidelidad|preferencia de siempre), gracias por ser (?:parte|cliente|nuestr[oa]),
  clientes? (?:fiel(?:es)?|vip), thank you for (?:your loyalty|being (?:a|our|with|part)), loyal customers?`)

export const SURVEY = wordList(String.raw`
  encuestas?, encuestar, tu opinion, su opinion, como te fue, como le fue, calificanos, (?:califica|califique|calificar) (?:tu|la|su|el|nuestr[oa]|con), valoranos,
  puntuanos, que tan satisfech[oa], como fue tu experiencia, nos recomendarias, (?:cuentanos|contanos|cuentenos) (?:(?:tu|su) (?:experiencia|opinion)|como (?:te|le) fue|que te parecio),
  surveys?, questionnaire, your (?:opinion|feedback), feedback, rate (?:us|your|our), review us, leave (?:us )?a review,
  how did we do, how was your experience, tell us what you think, how likely are you`)
/** What a survey can be about, so that it belongs to something that happened. */
export const OCCASION = wordList(String.raw`
  pedidos?, orden, compra, visita, visitaste, turno, citas?, reserva, atendimos, atendio, atendieron, atencion (?:del|de tu|de hoy|de ayer|que recibiste|recibida), consulta, ticket,
  caso, reclamo, entrega, envio, viaje, vuelo, estadia, hospedaje, instalacion, reparacion, llamada, capacitacion, clase, curso, taller,
  orders?, purchase, your (?:last |recent )?visit, visited, appointment, booking, reservation, delivery, trip, flight, stay, your (?:last |recent )?call, case, ticket, repair,
  installation, class, course, workshop, session, rental, ride, claim, request`)
export const CREDIT = wordList(String.raw`
  pre ?-?aprobad[oa]s?, pre ?-?calificad[oa]s?, pre ?-?approved, pre ?-?qualified,
  (?:acreditamos|aplicamos|otorgamos|abonamos|te dimos|cargamos)\b[^.!?\n]{0,40} (?:credito|saldo|bono)\b[^.!?\n]{0,40} (?:demora|retraso|inconveniente|molestia|espera)s?,
  (?:applied|added|issued|gave you)\b[^.!?\n]{0,40} credit\b[^.!?\n]{0,40} (?:delay|inconvenience|wait),
  (?:solicitud|postulacion|inscripcion|registro) (?:esta|sigue|quedo) (?:pendiente|incomplet[oa])[^?\n]{0,60} (?:continua|continuala|completa|completala|termina|terminala|retoma|sigue)\w*,
  application is (?:pending|incomplete|not complete)[^?\n]{0,60} (?:continue|complete|finish|resume)`)

export const VAGUE = wordList(String.raw`
  tenemos (?:algo|una sorpresa|una noticia|buenas noticias|informacion importante|una propuesta) para (?:ti|vos|usted),
  te tenemos una sorpresa, queremos hablar contigo, (?:we have|there is) (?:something|a surprise|news|important information) for you,
  we want to talk to you`)

/** Words that, with those of courtesy, say nothing. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `felicitaciones felicidades enhorabuena bravo congratulations congrats atencion importante aviso mensaje urgente
  notificacion informacion important notice message attention urgent information ok listo bienvenido bienvenida welcome a
  de para ti vos usted you to for tu your un una the y and`
    .trim()
    .split(/\s+/),
)

export const CODE = wordList(String.raw`
  codigos? de (?:verificacion|acceso|seguridad|autenticacion|un solo uso), clave (?:temporal|de un solo uso|de acceso),
  otp, contrasena (?:de un solo uso|temporal), pin (?:de un solo uso|temporal|de verificacion|de acceso), codigo para (?:ingresar|iniciar sesion|entrar),
  codigo otp, verification codes?, one ?-?time (?:password|passcode|code|pin), passcodes?, login codes?, log ?-?in code, sign ?-?in code,
  security code, authentication code, access code, codigo de verificacao`)
export const CODE_EXCEPT = wordList(String.raw`
  (?:codigo de acceso|clave de acceso|access code) (?:al|a la|del|de la|para el|para la|to the|for the) (?:edificio|evento|locker|casillero|departamento|
  alojamiento|habitacion|reunion|webinar|clase|curso|estacionamiento|cochera|condominio|sala|wifi|building|event|
  room|apartment|meeting|door|gate|parking),
  codigo de seguridad de (?:la|tu|su) tarjeta, security code (?:on|of|from) (?:your|the) card,
  codigo de (?:activacion|seguridad) de(?:l| tu| la) (?:producto|equipo|licencia|alarma)`)
