import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, orpc, type Outputs } from '../../../api.ts'

export type Answer = Outputs['templates']['importCsv']
export type Line = Answer['lines'][number]
export type Outcome = Line['outcome']
export type Mode = 'drafts' | 'requests'

/** A file that is looked at first, and then made drafts or requests of. */
export function useImport(channelId: string) {
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<{ name: string; file: string } | null>(null)
  const [done, setDone] = useState<Mode | null>(null)
  const importing = useMutation({
    mutationFn: (input: { file: string; mode?: Mode; overrides?: string[] }) =>
      client.templates.importCsv({ channelId, ...input }),
  })
  return {
    fileName: chosen?.name,
    answer: importing.data,
    done,
    busy: importing.isPending,
    error: importing.error,
    look: async (from: File) => {
      const file = await base64Of(from)
      setDone(null)
      setChosen({ name: from.name, file })
      importing.mutate({ file })
    },
    make: (mode: Mode, overrides: string[]) => {
      if (!chosen) return
      importing.mutate(
        { file: chosen.file, mode, overrides },
        {
          onSuccess: () => {
            setDone(mode)
            void queries.invalidateQueries({ queryKey: orpc.templates.key() })
          },
        },
      )
    },
    again: () => {
      setChosen(null)
      setDone(null)
      importing.reset()
    },
  }
}

async function base64Of(file: File): Promise<string> {
  const reader = new FileReader()
  const read = new Promise<string>((resolve, reject) => {
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('unreadable')))
  })
  reader.readAsDataURL(file)
  return (await read).replace(/^[^,]*,/, '')
}
