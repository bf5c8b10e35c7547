import { expect, test } from 'vitest'
import en from '../i18n/en/ui.json' with { type: 'json' }
import es from '../i18n/es/ui.json' with { type: 'json' }
import { lookOf, saidOf, wordsOf } from './notification-words.ts'

const bell = (statusWord: string, reason: string) => ({
  kind: 'template_decided' as const,
  data: { name: 'aviso', status: 'rejected', statusWord, reason },
})

test('TP-6: the bell says that an edit or a deletion was refused, and why in plain words', () => {
  const edit = bell('EDIT_REFUSED', 'Invalid parameter, subcode 2388039')
  const words = [edit, bell('DELETE_REFUSED', 'Template Cannot be deleted')].map(wordsOf)
  expect(words).toEqual(['bell.template_edit_refused', 'bell.template_delete_refused'])
  for (const bundle of [es, en]) for (const key of words) expect(bundle).toHaveProperty(key)
  expect(lookOf(edit)).toEqual({ tone: 'red', icon: 'x' })
  expect(saidOf(edit, 'es')).toMatch(/^No se puede editar ahora/)
  expect(saidOf(bell('REJECTED', 'INVALID_FORMAT'), 'es')).toBe('INVALID_FORMAT')
})
