import { campaigns } from './campaigns.ts'
import { channels } from './channels.ts'
import { companies } from './companies.ts'
import { notifications } from './notifications.ts'
import { people } from './people.ts'
import { session } from './session.ts'
import { templates } from './templates.ts'
import { workspace } from './workspace.ts'

/** Everything server and web promise each other, under /api. */
export const contract = { session, people, companies, channels, templates, campaigns, workspace, notifications }
