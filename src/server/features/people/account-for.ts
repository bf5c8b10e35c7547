import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Visit } from '../../context.ts'
import { Refusal } from '../../refusal.ts'
import { countFailure, forgetFailures, refuseAfterFailures } from './password-failures.ts'
import { isWeakPassword } from './weak-password.ts'

interface Asked {
  email: string
  name: string
  password: string
  companyName: string
}

/** The account of this address: made with the password given, or the one that exists, whose password it must be. */
export async function accountFor(
  { auth, config, lang }: Visit,
  asked: Asked,
): Promise<{ userId: string; name: string }> {
  const { email, name, password, companyName } = asked
  const { internalAdapter } = await auth.$context
  const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true })
  const hash = known?.accounts.find((account) => account.providerId === 'credential')?.password
  if (known && known.accounts.length > 0) {
    await refuseAfterFailures(auth, email)
    if (!hash || !(await verifyPassword({ hash, password }))) {
      await countFailure(auth, email)
      throw new Refusal('wrong_password')
    }
    await forgetFailures(auth, email)
    return { userId: known.user.id, name: known.user.name }
  }
  if (isWeakPassword(password, [name, email, companyName, config.PLATFORM_NAME])) throw new Refusal('weak_password')
  const user =
    known?.user ??
    (await internalAdapter.createUser(
      { email, name, emailVerified: false, locale: lang },
      { method: 'email-password' },
    ))
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await hashPassword(password),
  })
  return { userId: user.id, name: user.name }
}
