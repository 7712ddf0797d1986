// A vendor's own SDK judges our gateway: node judge.cjs messagebird|vonage|twilio|bandwidth [port]
// What it is asked comes as JSON lines on standard input, and what it makes of each goes out as a JSON line, in the same order.
// What it sends goes to the port of this machine. An answer that is no answer of the SDK's is an exception, and ends the process.
'use strict';
const redirect = require('./loopback.cjs');
const { createInterface } = require('node:readline');

const [name, port] = process.argv.slice(2);
const print = line => process.stdout.write(`${line}\n`);

// Standard output is for answers only.
console.log = console.info = console.debug = console.error;

async function judge() {
  if (port)
    redirect(Number(port));
  const sdk = require(`./${name}.cjs`);
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { ask, ...details } = JSON.parse(line);
    print(JSON.stringify(await sdk[ask](details)));
  }
}

// An SDK that keeps its connections open would keep the process too.
judge().then(() => process.stdout.write('', () => process.exit(0)), error => {
  process.stderr.write(`${error?.stack ?? error}\n`, () => process.exit(1));
});
