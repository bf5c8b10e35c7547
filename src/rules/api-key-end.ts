const DAY_MS = 86_400_000
const WARNED_DAYS = 180

/** ST-5: the last day on which Gupshup takes an account's or app's API key (reference 1.4). */
export const API_KEYS_END = new Date('2027-03-31T23:59:59Z')

/** Whether those whose numbers send with an API key are to be warned: half a year before, and ever after. */
export const apiKeyEndsSoon = (now: Date) => now.getTime() >= API_KEYS_END.getTime() - WARNED_DAYS * DAY_MS
