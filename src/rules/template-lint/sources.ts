import type { Sentence } from '../template.ts'

const meta = (page: Sentence): Sentence => ({
  es: `Documentación de Meta: ${page.es}`,
  en: `Meta's documentation: ${page.en}`,
})

/** Where rules come from, in our words. */
export const SOURCES = {
  management: meta({ es: 'gestión de plantillas', en: 'template management' }),
  components: meta({ es: 'componentes', en: 'components' }),
  categories: meta({ es: 'categorías', en: 'categories' }),
  review: meta({ es: 'revisión de plantillas', en: 'template review' }),
  codes: meta({ es: 'códigos de error', en: 'error codes' }),
  overview: meta({ es: 'plantillas, en general', en: 'templates, overview' }),
  languages: meta({ es: 'idiomas', en: 'languages' }),
  authentication: meta({ es: 'plantillas de autenticación', en: 'authentication templates' }),
  lifetime: meta({ es: 'tiempo de vida', en: 'time to live' }),
  formats: meta({ es: 'carrusel, oferta y producto', en: 'carousel, offer and product' }),
  upload: meta({ es: 'subida de archivos', en: 'file uploads' }),
  media: meta({ es: 'archivos', en: 'media' }),
  policy: meta({ es: 'política de mensajes', en: 'messaging policy' }),
  changes: meta({ es: 'registro de cambios', en: 'changelog' }),
  manager: { es: 'Lo que revisa el administrador de WhatsApp de Meta', en: "What Meta's WhatsApp Manager checks" },
  answers: { es: 'Respuestas que dio Meta', en: 'Answers that Meta gave' },
  providers: { es: 'Varios proveedores', en: 'Several providers' },
  provider: { es: 'Un solo proveedor', en: 'One provider alone' },
  observed: { es: 'Observado en programas abiertos', en: 'Observed in open programs' },
  product: { es: 'Lo que ofrece este producto', en: 'What this product offers' },
  caution: { es: 'Prudencia propia', en: 'Our own caution' },
} as const satisfies Record<string, Sentence>

export type SourceName = keyof typeof SOURCES
