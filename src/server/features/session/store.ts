import type { Tx } from '../../database/doors.ts'

export async function getLocale(tx: Tx, userId: string): Promise<'es' | 'en'> {
  const row = await tx.selectFrom('auth.user').select('locale').where('id', '=', userId).executeTakeFirst()
  return row?.locale === 'en' ? 'en' : 'es'
}
