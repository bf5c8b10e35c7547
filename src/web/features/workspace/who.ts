import type { Outputs } from '../../api.ts'
import { prettyPhone } from '../../../rules/phone.ts'

type Contact = Outputs['workspace']['tickets']['items'][number]['contact']
type Spot = Pick<Outputs['workspace']['tickets']['items'][number], 'campaign' | 'queue'>

/** How a contact is called: by name, else by number. Empty when neither is known. */
export const nameOf = ({ name, phone }: Contact): string => name || (phone ? prettyPhone(phone) : '')

/** "Ventas › Cola 1". */
export const spotOf = ({ campaign, queue }: Spot, noQueue: string): string =>
  `${campaign.name} › ${queue?.name ?? noQueue}`
