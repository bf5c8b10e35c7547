/** Where a rule is explained. */
export const ruleHelp = (rule: string): string => `/plantillas/reglas#${rule}`
