import { os } from '../../http/os.ts'
import { getAgentDay } from './day.ts'
import { forceState, getMyState, setMyState } from './my-state.ts'
import { heartbeat } from './presence.ts'
import { getAgentSettings, updateAgentSettings } from './settings.ts'

export const agentRoutes = {
  mine: os.agents.mine.handler(({ context }) => getMyState(context)),
  setMine: os.agents.setMine.handler(({ context, input }) => setMyState(context, input)),
  heartbeat: os.agents.heartbeat.handler(({ context }) => heartbeat(context)),
  force: os.agents.force.handler(({ context, input }) => forceState(context, input)),
  day: os.agents.day.handler(({ context, input }) => getAgentDay(context, input)),
  settings: os.agents.settings.handler(({ context }) => getAgentSettings(context)),
  updateSettings: os.agents.updateSettings.handler(({ context, input }) => updateAgentSettings(context, input)),
}
