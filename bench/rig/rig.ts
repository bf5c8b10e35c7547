import { buildWeb } from '../../scripts/build-web.ts'
import { openDatabase, type RigDatabase } from './database.ts'
import { type RigServer, type ServerOptions, startServerProgram } from './server.ts'
import { type RigSimulator, startSimulatorProgram } from './simulator.ts'

/** What measuring and breaking stand on: PostgreSQL, servers and simulator, each a process of its own, on loopback. */
export interface Rig extends Omit<RigDatabase, 'close'> {
  startServer(options?: ServerOptions): Promise<RigServer>
  /** Its own settings as in the environment (simulator/main.ts). */
  startSimulator(settings?: Record<string, string>): Promise<RigSimulator>
  /** Stops all that was started and removes the folder; so does the end of this process, however it comes. */
  close(): Promise<void>
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)
  process.once(signal, () => process.exit(code))

/** The database is empty until the first server has migrated it. */
export async function openRig(given: { postgresFlags?: readonly string[] } = {}): Promise<Rig> {
  // Here, so that no server that is measured does it.
  await buildWeb()
  const database = await openDatabase(given.postgresFlags)
  const servers: RigServer[] = []
  const simulators: RigSimulator[] = []
  return {
    ...database,
    async startServer(options = {}) {
      const server = await startServerProgram(database, options)
      servers.push(server)
      return server
    },
    async startSimulator(settings) {
      const simulator = await startSimulatorProgram(settings)
      simulators.push(simulator)
      return simulator
    },
    async close() {
      // Servers first, while the simulator still answers what they have on the wire.
      await Promise.all(servers.map((p) => p.stop()))
      await Promise.all(simulators.map((p) => p.stop()))
      await database.close()
    },
  }
}
