// The SDKs call their vendors by https, and most know no other address. Here such a call goes to the provider of the tests instead, in the clear,
// with the vendor's name still in the header Host. Any other way out ends the process: no SDK reaches beyond this machine.
'use strict';
const dgram = require('node:dgram');
const dns = require('node:dns');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const { urlToHttpOptions } = require('node:url');

const Loopback = '127.0.0.1';

function refuse(what) {
  process.stderr.write(`Refused to leave this machine: ${what}\n`);
  process.exit(3);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  if (options?.host !== Loopback)
    refuse(`a connection to ${options?.host ?? options?.path ?? JSON.stringify(given)}`);
  return connect.apply(this, given);
};

for (const module of [dns, dns.promises])
  for (const name of Object.keys(module).filter(name => /^(lookup|resolve|reverse)/.test(name)))
    module[name] = host => refuse(`a question for ${host}`);
dgram.createSocket = () => refuse('a datagram');

/** From now on each https request goes to this port of this machine. */
module.exports = port => {
  https.request = (...given) => {
    const callback = typeof given.at(-1) === 'function' ? given.pop() : undefined;
    const address = typeof given[0] === 'object' && !(given[0] instanceof URL) ? {} : urlToHttpOptions(new URL(given.shift()));
    const asked = { ...address, ...given[0] };
    const headers = Object.fromEntries(Object.entries(asked.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'host'));
    const host = (asked.hostname ?? asked.host) + (asked.port && asked.port !== 443 ? `:${asked.port}` : '');
    return http.request({ ...asked, protocol: 'http:', agent: undefined, hostname: Loopback, host: Loopback, port, headers: { ...headers, host } }, callback);
  };
};
