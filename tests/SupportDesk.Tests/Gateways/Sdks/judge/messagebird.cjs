'use strict';
const { createSecretKey } = require('node:crypto');
const { parse } = require('node:querystring');
const { SignJWT } = require('jose');
const { initClient } = require('messagebird');
const legacy = require('messagebird/lib/signature');
const { verify, VerifyOptions } = require('messagebird/lib/webhook-signature-jwt');

const good = async check => {
  try { return { good: await check() === true }; } catch (error) { return { good: false, why: error.message }; }
};

module.exports = {
  send: ({ key, from, to, text, unicode, reference, callback }) => new Promise((resolve, reject) => {
    const message = { originator: from, recipients: [to], body: text, reference, datacoding: unicode ? 'unicode' : 'plain', reportUrl: callback };
    initClient(key).messages.create(message, (error, answer) => error ? reject(error) : resolve({ id: answer.id }));
  }),

  // The SDK's own settings, with the time of the test.
  verify: ({ key, url, body, token, at }) => good(() => {
    const { jwtVerifyOptions } = new VerifyOptions();
    const options = new VerifyOptions(true, true, { ...jwtVerifyOptions, currentDate: new Date(at * 1000) });
    return verify(url, Buffer.from(body, 'base64'), token, createSecretKey(Buffer.from(key, 'utf8')), options);
  }),

  // The library that the SDK reads its tokens with.
  sign: async ({ key, claims }) => ({ token: await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(Buffer.from(key, 'utf8')) }),

  // The SDK looks at the clock only in the last step, which is left out.
  verifyLegacy: ({ key, query, body, timestamp, signature }) => good(() => {
    const request = { headers: { 'messagebird-request-timestamp': timestamp, 'messagebird-signature': signature }, query: parse(query), body: Buffer.from(body, 'base64') };
    return legacy.isValid(request, legacy.generate(request, key));
  }),

  signLegacy: ({ key, query, body, timestamp }) => {
    const request = { headers: { 'messagebird-request-timestamp': timestamp }, query: parse(query), body: Buffer.from(body, 'base64') };
    return { signature: legacy.generate(request, key).toString('base64') };
  },
};
