/** An emoji and what one types to find it: Spanish, then English. */
export interface Emoji {
  sign: string
  words: string
}

/** Those that people write to customers, by group; each line is a sign and its words. */
const lines = {
  faces: `😀 cara feliz sonrisa, grin happy smile
😃 contento alegre, smiley joy
😄 risa ojos, laugh smile
😁 sonrisa dientes, beaming
😅 sudor alivio, sweat relief
😂 risa lágrimas, joy tears laugh
🤣 carcajada, rolling laugh
😊 sonrojo amable, blush kind
🙂 sonrisa leve, slight smile
😉 guiño, wink
😍 enamorado ojos corazón, love heart eyes
🥰 cariño corazones, affection hearts
😘 beso, kiss
😋 rico sabroso, yummy
😎 lentes genial, cool sunglasses
🤓 lentes estudio, nerd
🤩 estrellas asombro, star struck
🥳 fiesta celebrar, party celebrate
🤗 abrazo, hug
🤔 pensar duda, thinking
🤨 ceja sospecha, raised eyebrow
😐 neutro serio, neutral
🙄 ojos arriba, eye roll
😏 pícaro, smirk
😌 aliviado tranquilo, relieved calm
😴 sueño dormir, sleep
😷 mascarilla enfermo, mask sick
🤒 fiebre enfermo, fever ill
🤕 golpe venda, hurt bandage
🤧 estornudo resfrío, sneeze cold
😵 mareo, dizzy
😕 confundido, confused
🙁 triste leve, frown
😟 preocupado, worried
😢 lágrima triste, cry sad
😭 llanto, sob crying
😥 decepción, disappointed
😰 ansioso sudor frío, anxious
😱 miedo grito, scream fear
😳 sonrojado sorpresa, flushed
🥺 por favor súplica, pleading
😠 enojado molesto, angry
😡 furioso, rage
😮 sorpresa asombro, surprise open mouth
😬 incómodo mueca, grimace
🫠 derretido, melting
🤐 callado cierre, zipper
😇 ángel inocente, angel halo`,
  hands: `👍 bien pulgar arriba ok, thumbs up yes
👎 mal pulgar abajo, thumbs down no
👌 perfecto ok, okay
🙏 gracias por favor rezar, thanks please pray
👏 aplauso, clap applause
🙌 manos arriba celebrar, raised hands
👋 hola adiós saludo, wave hello bye
🤝 trato acuerdo, handshake deal
💪 fuerza ánimo, strong muscle
✌️ paz victoria, victory peace
🤞 suerte dedos cruzados, fingers crossed luck
🤙 llámame, call me
👉 señalar derecha, point right
👈 señalar izquierda, point left
👆 señalar arriba, point up
👇 señalar abajo, point down
☝️ uno atención, one index
✋ alto mano, stop hand
🫶 corazón manos, heart hands
🤲 manos abiertas, palms
✍️ escribir firma, write sign
👀 ojos mirar, eyes look
🙋 mano levantada pregunta, raising hand question
🤷 no sé hombros, shrug
🤦 vergüenza, facepalm
🧑‍💻 computadora trabajo, computer work
👨‍👩‍👧 familia, family
👶 bebé, baby`,
  hearts: `❤️ corazón rojo amor, red heart love
🧡 corazón naranja, orange heart
💛 corazón amarillo, yellow heart
💚 corazón verde, green heart
💙 corazón azul, blue heart
💜 corazón morado, purple heart
🖤 corazón negro, black heart
🤍 corazón blanco, white heart
💔 corazón roto, broken heart
💖 corazón brillante, sparkling heart
✨ brillo estrellas, sparkles
⭐ estrella, star
🌟 estrella brillante, glowing star
🔥 fuego oferta, fire hot
💥 explosión, boom
🎉 fiesta celebrar, party popper
🎊 confeti, confetti
🎁 regalo, gift present
🎈 globo, balloon
🎂 torta cumpleaños, birthday cake
🏆 premio copa, trophy
🥇 primero medalla, gold medal
🌹 rosa flor, rose flower
🌸 flor, blossom
🌻 girasol, sunflower
🌈 arcoíris, rainbow
☀️ sol, sun
🌙 luna noche, moon night
☔ lluvia, rain
🎄 navidad árbol, christmas tree
🎅 papá noel navidad, santa`,
  things: `📞 teléfono llamar, phone call
📱 celular móvil, mobile
💻 laptop computadora, laptop
🖨️ impresora, printer
📷 cámara foto, camera
🎥 video cámara, video
🎤 micrófono voz, microphone
🎧 audífonos, headphones
📧 correo, email
✉️ sobre carta, envelope letter
📦 paquete pedido caja, package box order
🚚 envío camión reparto, delivery truck
🛵 moto reparto, scooter delivery
✈️ avión viaje, plane travel
🚗 carro auto, car
🚌 bus, bus
🏠 casa, house home
🏢 oficina edificio, office building
🏪 tienda, store shop
🏦 banco, bank
🏥 hospital clínica, hospital
🛒 compra carrito, shopping cart
🛍️ bolsas compra, shopping bags
💳 tarjeta pago, credit card payment
💵 dinero billete, money cash
💰 dinero bolsa, money bag
🧾 boleta recibo, receipt
🏷️ precio etiqueta, price tag label
📄 documento, document page
📋 lista portapapeles, clipboard
📝 nota escribir, memo note
📌 fijar chinche, pin
📍 ubicación lugar, location pin
🗺️ mapa, map
📅 fecha calendario, calendar date
⏰ hora alarma, alarm clock
⏳ espera tiempo, hourglass waiting
🕐 reloj hora, clock
🔑 llave, key
🔒 seguro candado, lock
🔓 abierto candado, unlock
🔧 reparar llave, wrench repair
🔍 buscar lupa, search
💡 idea foco, idea bulb
🔔 campana aviso, bell
📣 anuncio megáfono, megaphone
📊 gráfico, chart
📚 libros, books
🎓 graduación estudio, graduation
💊 medicina pastilla, pill medicine
🩺 médico, stethoscope doctor
🍕 pizza comida, pizza food
🍔 hamburguesa, burger
🍗 pollo, chicken
🥗 ensalada, salad
☕ café, coffee
🍺 cerveza, beer
🐶 perro mascota, dog pet
🐱 gato mascota, cat pet
👕 ropa polo, shirt clothes
👟 zapatillas, sneakers shoes
⚽ fútbol, football soccer`,
  signs: `✅ listo hecho check, done check
☑️ marcado, checked
✔️ visto bueno, tick
❌ no error equis, cross no
⚠️ atención cuidado, warning
🚫 prohibido, forbidden
❗ importante exclamación, exclamation
❓ pregunta duda, question
💯 cien perfecto, hundred
🆗 ok, ok
🆕 nuevo, new
🆓 gratis, free
🔝 arriba mejor, top
➡️ derecha flecha, right arrow
⬅️ izquierda flecha, left arrow
⬆️ arriba flecha, up arrow
⬇️ abajo flecha, down arrow
🔄 repetir actualizar, refresh repeat
➕ más sumar, plus
➖ menos, minus
1️⃣ uno número, one
2️⃣ dos número, two
3️⃣ tres número, three
4️⃣ cuatro número, four
5️⃣ cinco número, five
🔴 rojo círculo, red circle
🟡 amarillo círculo, yellow circle
🟢 verde círculo, green circle
🔵 azul círculo, blue circle
💬 mensaje chat, chat message
🇵🇪 perú bandera, peru flag
🌐 internet web, internet web`,
}

export type EmojiGroup = keyof typeof lines

const parse = (text: string): Emoji[] =>
  text.split('\n').map((line) => {
    const at = line.indexOf(' ')
    return { sign: line.slice(0, at), words: line.slice(at + 1) }
  })

export const emojiGroups = Object.entries(lines).map(([group, text]) => ({
  group: group as EmojiGroup,
  emojis: parse(text),
}))

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
const all = emojiGroups.flatMap(({ emojis }) => emojis.map((emoji) => ({ emoji, plain: plain(emoji.words) })))

/** Those of which a word begins so in either language; accents and case do not matter. */
export function findEmojis(query: string): Emoji[] {
  const parts = plain(query).split(/\s+/).filter(Boolean)
  return all
    .filter((each) => parts.every((part) => each.plain.split(/[\s,]+/).some((word) => word.startsWith(part))))
    .map(({ emoji }) => emoji)
}
