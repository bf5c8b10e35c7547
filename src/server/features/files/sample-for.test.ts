import { expect, test } from 'vitest'
import { judgeMedia } from '../../../rules/media/judge-media.ts'
import { builtInSample } from './sample-for.ts'

test.each(['IMAGE', 'DOCUMENT', 'VIDEO'] as const)(
  'HDR-08 MED-06 the built-in %s is small and faultless by our own rules',
  async (type) => {
    const { bytes, type: declaredType, name: fileName } = await builtInSample(type)
    expect(bytes.length).toBeLessThan(50_000)
    const { media, findings } = judgeMedia(bytes, { fileName, declaredType }, type, 'en')
    expect([media?.mime, findings]).toEqual([declaredType, []])
  },
)
