import { useQuery } from '@tanstack/react-query'

export interface Sample {
  url: string
  name: string
  size: number
}

/** The person's own sample, as far as the server tells of it; one that another person brought cannot be seen. */
export function useSample(fileId: string | null): Sample | undefined {
  const { data } = useQuery({
    queryKey: ['sample', fileId],
    enabled: fileId !== null,
    staleTime: Infinity,
    retry: false,
    queryFn: async () => {
      const url = `/api/files/${fileId}`
      const response = await fetch(url, { method: 'HEAD', credentials: 'same-origin' })
      if (!response.ok) throw new Error(String(response.status))
      return { url, name: nameIn(response.headers), size: Number(response.headers.get('content-length') ?? 0) }
    },
  })
  return data
}

function nameIn(headers: Headers): string {
  const disposition = headers.get('content-disposition') ?? ''
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return encoded ? decodeURIComponent(encoded) : (/filename="([^"]*)"/i.exec(disposition)?.[1] ?? '')
}
