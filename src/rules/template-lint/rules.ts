import { accountRules, lifetimeRules } from './account.ts'
import { authenticationRules } from './authentication.ts'
import { bodyRules } from './body.ts'
import { buttonDataRules } from './button-data.ts'
import { buttonRules } from './buttons.ts'
import { categoryRules } from './categories.ts'
import { footerRules } from './footer.ts'
import { formatRules } from './formats.ts'
import { headerRules } from './header.ts'
import { languageRules } from './language.ts'
import { mediaRules } from './media.ts'
import { nameRules } from './name.ts'
import { policyRules } from './policy.ts'
import { productRules } from './product.ts'
import type { Rule } from './rule.ts'
import { sampleRules } from './samples.ts'
import { structureRules } from './structure.ts'
import { tokenRules } from './tokens.ts'
import { variableRules } from './variables.ts'
import { wordingRules } from './wording.ts'

/** Every rule, in the order of the rulebook's 9.1: a new rule joins its component's file, a new component joins here. */
export const PLATFORM_RULES: readonly Rule[] = [
  ...structureRules,
  ...nameRules,
  ...languageRules,
  ...headerRules,
  ...mediaRules,
  ...tokenRules,
  ...variableRules,
  ...bodyRules,
  ...wordingRules,
  ...footerRules,
  ...buttonRules,
  ...buttonDataRules,
  ...authenticationRules,
  ...formatRules,
  ...sampleRules,
  ...categoryRules,
  ...policyRules,
  ...lifetimeRules,
  ...accountRules,
]

export const PRODUCT_RULES: readonly Rule[] = productRules
