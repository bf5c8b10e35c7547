export type ApprovalState = 'draft' | 'asked' | 'approved' | 'changes_wanted'

const STATES: Record<string, ApprovalState> = {
  asked: 'asked',
  approved: 'approved',
  changes_wanted: 'changes_wanted',
}

/** Where a draft stands by the last text of it that was asked for; one that was changed since is a draft like any other. */
export const approvalStateOf = (last: string | null | undefined): ApprovalState => STATES[last ?? ''] ?? 'draft'

/** TP-10: another admin than its author, or the owner. */
export const mayDecide = (who: { userId: string; role: string | null }, authorId: string): boolean =>
  who.role === 'owner' || (who.role === 'admin' && who.userId !== authorId)
