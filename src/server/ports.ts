import { createServer } from 'node:net'
import { CannotStart } from './cannot-start.ts'

/** Says at once what would else be found out at the end of the start. @throws CannotStart */
export async function refuseClosedPort(setting: 'PORT' | 'SIMULATOR_PORT', port: number, host: string): Promise<void> {
  const probe = createServer()
  const fault = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    probe.once('error', resolve)
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(null)))
  })
  if (fault === null) return
  switch (fault.code) {
    case 'EADDRINUSE':
      throw new CannotStart(
        `${setting} ${port} is in use: is Score Canales running already? Choose another, such as ${setting}=${port + 100}`,
      )
    case 'EACCES':
      throw new CannotStart(`${setting} ${port} may not be opened by you. Choose one above 1023.`)
    default:
      throw new CannotStart(`HOST ${host} is not an address of this machine (${fault.code}).`)
  }
}
