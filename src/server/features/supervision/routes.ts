import { os } from '../../http/os.ts'
import { getBoard } from './board.ts'
import { listBoardTickets } from './tickets.ts'
import { getServiceLevels } from './service-levels.ts'

export const supervisionRoutes = {
  board: os.supervision.board.handler(({ context }) => getBoard(context)),
  tickets: os.supervision.tickets.handler(({ context, input }) => listBoardTickets(context, input)),
  serviceLevels: os.supervision.serviceLevels.handler(({ context }) => getServiceLevels(context)),
}
