import { expect, test } from 'vitest'
import { authenticationText } from './authentication-text.ts'

test('TP-4 the preset of Authentication, with and without security sentence and minutes', () => {
  expect(authenticationText('es', { securityNote: true, codeMinutes: 10 })).toEqual({
    body: 'Tu código de verificación es {{1}}. Por tu seguridad, no lo compartas.',
    footer: 'Este código caduca en 10 minutos.',
    copy: 'Copiar código',
    note: 'Por tu seguridad, no lo compartas.',
  })
  expect(authenticationText('en_US', { securityNote: false, codeMinutes: 1 })).toEqual({
    body: '{{1}} is your verification code',
    footer: 'This code expires in 1 minute.',
    copy: 'Copy code',
    note: 'For your security, do not share this code.',
  })
  expect(authenticationText('es_PE', { securityNote: false, codeMinutes: null }).footer).toBeNull()
})
