import { Refusal } from '../../refusal.ts'

const UNIQUE_VIOLATION = '23505'

/** Names differ by more than case and accents; the index judges, so that two at once cannot both pass. */
export async function refuseTakenName<T>(index: 'campaign_name' | 'queue_name', write: Promise<T>): Promise<T> {
  try {
    return await write
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === UNIQUE_VIOLATION && constraint === index) throw new Refusal('name_taken')
    throw error
  }
}
