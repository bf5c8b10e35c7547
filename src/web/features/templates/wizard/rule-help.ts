/** Where a rule is explained. */
export const ruleHelp = (rule: string): string => `/reglas-de-plantillas#${rule}`
