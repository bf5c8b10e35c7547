/** To people, on stderr: stdout is for the result. */
export const say = (name: string, text: string) => void process.stderr.write(`${name.padEnd(8)}${text}\n`)
