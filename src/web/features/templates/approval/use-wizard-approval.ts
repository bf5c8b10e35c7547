import { useQuery } from '@tanstack/react-query'
import { orpc } from '../../../api.ts'
import { useApprovalSetting } from './use-approval.ts'

/** How the wizard ends: what is not approved as it stands is asked for, where the company wants that (TP-10). */
export function useWizardApproval(draftId: string | undefined) {
  const on = useApprovalSetting()?.on ?? false
  const query = useQuery({
    ...orpc.approvals.draft.queryOptions({ input: { id: draftId ?? '' } }),
    enabled: on && draftId !== undefined,
  })
  const draft = on ? query.data : undefined
  return { on, draft, state: draft?.state ?? 'draft' }
}
