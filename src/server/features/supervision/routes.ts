import { os } from '../../http/os.ts'
import { getBoard } from './board.ts'
import { getServiceLevels } from './service-levels.ts'

export const supervisionRoutes = {
  board: os.supervision.board.handler(({ context }) => getBoard(context)),
  serviceLevels: os.supervision.serviceLevels.handler(({ context }) => getServiceLevels(context)),
}
