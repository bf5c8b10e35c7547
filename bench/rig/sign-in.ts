/** A person at the server through its own door; answers the cookie that a browser would send. */
export async function signIn(url: string, { email, password }: { email: string; password: string }): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (!answer.ok) throw new Error(`sign-in answered ${answer.status} ${await answer.text()}`)
  const cookies = answer.headers.getSetCookie().map((set) => set.split(';')[0])
  return cookies.join('; ')
}
