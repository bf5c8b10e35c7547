import { os } from '../../http/os.ts'
import { getApprovalSetting, setApproval } from './approval-setting.ts'
import { askApproval } from './ask-approval.ts'
import { commentDraft } from './comment-draft.ts'
import { decideEdition, submitDraft } from './decide-edition.ts'
import { getDraft, getDraftOf, getTexts } from './get-draft.ts'

export const approvalRoutes = {
  setting: os.approvals.setting.handler(({ context }) => getApprovalSetting(context)),
  set: os.approvals.set.handler(({ context, input }) => setApproval(context, input)),
  draft: os.approvals.draft.handler(({ context, input }) => getDraft(context, input)),
  texts: os.approvals.texts.handler(({ context, input }) => getTexts(context, input)),
  draftOf: os.approvals.draftOf.handler(({ context, input }) => getDraftOf(context, input)),
  ask: os.approvals.ask.handler(({ context, input }) => askApproval(context, input)),
  decide: os.approvals.decide.handler(({ context, input }) => decideEdition(context, input)),
  submit: os.approvals.submit.handler(({ context, input }) => submitDraft(context, input)),
  comment: os.approvals.comment.handler(({ context, input }) => commentDraft(context, input)),
}
