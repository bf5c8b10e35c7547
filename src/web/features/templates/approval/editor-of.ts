/** Where a draft is written: the wizard, or that of the template which it changes. */
export const editorOf = ({ id, channelId, templateId }: { id: string; channelId: string; templateId: string | null }) =>
  templateId === null
    ? ({ to: '/canales/$channelId/plantillas/nueva', params: { channelId }, search: { borrador: id } } as const)
    : ({ to: '/plantillas/$templateId/editar', params: { templateId } } as const)

/** Where a draft is looked at and said yes to. */
export const reviewOf = ({ id, channelId }: { id: string; channelId: string }) =>
  ({ to: '/canales/$channelId/plantillas/borradores/$draftId', params: { channelId, draftId: id } }) as const
