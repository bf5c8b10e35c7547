import { os } from '../../http/os.ts'
import { askToAdopt } from './adopt-templates.ts'
import { assignTemplate, getAssignments } from './assign-template.ts'
import { deleteDraft } from './delete-draft.ts'
import { deleteTemplate } from './delete-template.ts'
import { editTemplate } from './edit-template.ts'
import { exportTemplates } from './export-templates.ts'
import { getHealth } from './get-health.ts'
import { getLife, getLimits } from './get-life.ts'
import { getTemplate } from './get-template.ts'
import { importTemplates } from './import-templates.ts'
import { listDrafts } from './list-drafts.ts'
import { listSiblings } from './list-siblings.ts'
import { listTemplateIds, listTemplates } from './list-templates.ts'
import { refreshTemplate, refreshTemplates } from './refresh-templates.ts'
import { requestTemplate } from './request-template.ts'
import { createDraft, saveDraft } from './save-draft.ts'
import { setActive } from './set-active.ts'
import { assignMany } from './assign-many.ts'
import { figuresOfMany, switchMany } from './switch-many.ts'

export const templateRoutes = {
  list: os.templates.list.handler(({ context, input }) => listTemplates(context, input)),
  get: os.templates.get.handler(({ context, input }) => getTemplate(context, input)),
  request: os.templates.request.handler(({ context, input }) => requestTemplate(context, input)),
  siblings: os.templates.siblings.handler(({ context, input }) => listSiblings(context, input)),
  setActive: os.templates.setActive.handler(({ context, input }) => setActive(context, input)),
  refresh: os.templates.refresh.handler(({ context, input }) => refreshTemplates(context, input)),
  refreshOne: os.templates.refreshOne.handler(({ context, input }) => refreshTemplate(context, input)),
  assignments: os.templates.assignments.handler(({ context, input }) => getAssignments(context, input)),
  assign: os.templates.assign.handler(({ context, input }) => assignTemplate(context, input)),
  drafts: os.templates.drafts.handler(({ context, input }) => listDrafts(context, input)),
  createDraft: os.templates.createDraft.handler(({ context, input }) => createDraft(context, input)),
  saveDraft: os.templates.saveDraft.handler(({ context, input }) => saveDraft(context, input)),
  deleteDraft: os.templates.deleteDraft.handler(({ context, input }) => deleteDraft(context, input)),
  life: os.templates.life.handler(({ context, input }) => getLife(context, input)),
  edit: os.templates.edit.handler(({ context, input }) => editTemplate(context, input)),
  remove: os.templates.remove.handler(({ context, input }) => deleteTemplate(context, input)),
  limits: os.templates.limits.handler(({ context, input }) => getLimits(context, input)),
  adopt: os.templates.adopt.handler(({ context, input }) => askToAdopt(context, input)),
  importCsv: os.templates.importCsv.handler(({ context, input }) => importTemplates(context, input)),
  health: os.templates.health.handler(({ context, input }) => getHealth(context, input)),
  ids: os.templates.ids.handler(({ context, input }) => listTemplateIds(context, input)),
  figures: os.templates.figures.handler(({ context, input }) => figuresOfMany(context, input)),
  switchMany: os.templates.switchMany.handler(({ context, input }) => switchMany(context, input)),
  assignMany: os.templates.assignMany.handler(({ context, input }) => assignMany(context, input)),
  exportCsv: os.templates.exportCsv.handler(({ context, input }) => exportTemplates(context, input)),
}
