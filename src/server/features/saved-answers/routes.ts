import { os } from '../../http/os.ts'
import { deleteSavedAnswer } from './delete-saved-answer.ts'
import { listSavedAnswers, listUsableAnswers } from './list-saved-answers.ts'
import { createSavedAnswer, updateSavedAnswer } from './save-saved-answer.ts'

export const savedAnswerRoutes = {
  list: os.savedAnswers.list.handler(({ context, input }) => listSavedAnswers(context, input)),
  create: os.savedAnswers.create.handler(({ context, input }) => createSavedAnswer(context, input)),
  update: os.savedAnswers.update.handler(({ context, input }) => updateSavedAnswer(context, input)),
  delete: os.savedAnswers.delete.handler(({ context, input }) => deleteSavedAnswer(context, input.id)),
  usable: os.savedAnswers.usable.handler(({ context, input }) => listUsableAnswers(context, input)),
}
