// Word lists of the display-name rules: plain letters, lower case, without accents.
const among = (list: string): ReadonlySet<string> => new Set(list.split(/,\s*/))

/** Articles, prepositions and the like: they make no name. */
export const JOINING = among(
  'el, al, la, los, las, lo, un, una, de, del, y, e, en, para, por, con, mi, tu, su, nuestra, nuestro, the, a, an, of, and, for, my, our, your, o, do, da, dos, das',
)

/** What a business is or does. */
export const GENERIC = among(
  `moda, fashion, panaderia, bakery, soporte, support, tienda, tiendas, shop, store, ventas, venta, sales, restaurante, restaurant,
farmacia, pharmacy, botica, ropa, clothes, servicio, servicios, services, service, atencion, cliente, clientes, customer, care, empresa, company,
negocio, business, bodega, salon, hotel, hostal, clinica, clinic, colegio, school, noticias, news, ofertas, offers, oferta, libreria,
ferreteria, zapateria, zapatos, peluqueria, barberia, lavanderia, optica, veterinaria, gimnasio, cafeteria, cafe, pizzeria, joyeria, floristeria,
floreria, jugueteria, muebleria, muebles, consultorio, academia, instituto, inmobiliaria, taller, mercado, supermercado, minimarket, market,
delivery, pedidos, reservas, cobranzas, marketing, publicidad, informacion, info, contacto, ayuda, help, oficial, official, online,
loja, padaria, vendas, escola, belleza, beauty, spa, salud, health, viajes, travel, turismo, transporte, seguros, banco, bank,
grupo, corporacion, consultora, consultores, estudio, centro, general, test, prueba`,
)

export const PLACES = among(
  `peru, lima, arequipa, trujillo, cusco, cuzco, piura, chiclayo, iquitos, tacna, puno, ica, callao, miraflores, huancayo, cajamarca, ayacucho,
mexico, guadalajara, monterrey, argentina, buenos aires, rosario, mendoza, chile, santiago, valparaiso, colombia, bogota, medellin, cali, ecuador,
quito, guayaquil, cuenca, bolivia, la paz, santa cruz, cochabamba, brasil, brazil, sao paulo, espana, spain, madrid, barcelona, new york, miami,
usa, london, venezuela, caracas, uruguay, montevideo, paraguay, asuncion, panama, costa rica, latinoamerica, america`,
)

/** First or last in a Spanish name. */
export const PROHIBITED_ES = among(
  'vino, vinos, cerveza, cervezas, cerveceria, pisco, ron, whisky, vodka, licor, licores, licoreria, tabaco, tabacos, cigarro, cigarros, cigarrillos, vapes, vapeo, cannabis, marihuana, casino, casinos, apuestas, tragamonedas, armas, municiones, drogas, sexshop',
)
/** Last in an English name. */
export const PROHIBITED_EN = among(
  'wine, wines, beer, beers, liquor, spirits, tobacco, cigarettes, vape, vapes, betting, guns, ammo, drugs, gambling, casino, weed',
)
/** With these the name is of something around it. */
export const ACCESSORIES = among(
  'copas, vasos, jarras, estuches, cajas, etiquetas, botellas, corchos, accesorios, cavas, muebles, glasses, bottles, labels, boxes, accessories, racks',
)

export const OFFICIAL = among(
  'ministerio, municipalidad, gobierno, gobernacion, alcaldia, sunat, reniec, essalud, indecopi, congreso, policia, ejercito, prefeitura, ministry, municipality, government, police, council',
)

/** Frequent enough to tell a person by; those that are more often something else are left out. */
export const GIVEN_NAMES = among(
  `jose, juan, carlos, luis, jorge, miguel, pedro, manuel, francisco, antonio, alejandro, fernando, ricardo, roberto, eduardo, javier, daniel, david,
diego, andres, pablo, sergio, rafael, alberto, enrique, oscar, mario, raul, hugo, victor, cesar, julio, gustavo, martin, ruben, alfredo, guillermo,
ivan, felipe, sebastian, rodrigo, gonzalo, nicolas, gabriel, bruno, walter, edgar, percy, wilmer, maria, ana, rosa, carmen, luz, patricia, claudia,
sofia, lucia, elena, isabel, teresa, gloria, martha, marta, sandra, monica, silvia, veronica, gabriela, daniela, andrea, paola, natalia, valeria,
camila, diana, laura, julia, karina, milagros, fiorella, yolanda, norma, beatriz, cecilia, john, james, robert, michael, william, richard, thomas,
charles, mary, jennifer, linda, elizabeth, susan, joao, paulo, fernanda, juliana`,
)
export const SURNAMES = among(
  `garcia, rodriguez, gonzalez, gonzales, fernandez, lopez, martinez, sanchez, perez, gomez, diaz, torres, ramirez, flores, rivera, ramos, vargas,
castillo, castro, rojas, mendoza, gutierrez, ruiz, morales, ortiz, chavez, quispe, mamani, huaman, condori, espinoza, salazar, vasquez, velasquez,
jimenez, herrera, medina, aguilar, romero, alvarez, moreno, munoz, reyes, cruz, campos, vega, rivas, paz, cordova, leon, soto, delgado, contreras,
guerrero, cardenas, palacios, paredes, silva, suarez, navarro, dominguez, ponce, zapata, benites, benitez, carrasco, valdivia, villanueva, cabrera,
smith, johnson, williams, brown, jones, miller, davis, wilson, anderson, taylor, souza, santos, oliveira, pereira, lima, costa, ferreira`,
)
