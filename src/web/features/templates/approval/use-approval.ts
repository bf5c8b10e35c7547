import { useQuery } from '@tanstack/react-query'
import { orpc } from '../../../api.ts'

/** Whether this company wants a yes inside before anything is requested (TP-10); undefined until it is known. */
export const useApprovalSetting = () => useQuery(orpc.approvals.setting.queryOptions()).data
