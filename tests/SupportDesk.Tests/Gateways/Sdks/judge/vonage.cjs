'use strict';
const { Vonage } = require('@vonage/server-sdk');
const { AlgorithmTypes, Auth } = require('@vonage/auth');
const { tokenGenerate, verifySignature } = require('@vonage/jwt');
const { SMS } = require('@vonage/messages');
const jsonwebtoken = require('jsonwebtoken');

module.exports = {
  sendSms: async ({ key, secret, from, to, text, unicode, reference, callback }) => {
    const vonage = new Vonage({ apiKey: key, apiSecret: secret });
    const answer = await vonage.sms.send({ from, to, text, type: unicode ? 'unicode' : undefined, clientRef: reference, statusReportReq: true, callback });
    return { id: answer.messages[0].messageId };
  },

  sendMessage: async ({ application, privateKey, from, to, text, unicode, reference }) => {
    const vonage = new Vonage({ applicationId: application, privateKey });
    const answer = await vonage.messages.send(new SMS({ from, to, text, clientRef: reference, webhookVersion: 'v1', sms: { encodingType: unicode ? 'unicode' : 'text' } }));
    return { id: answer.messageUUID };
  },

  searchNumbers: async ({ key, secret, filter }) => new Vonage({ apiKey: key, apiSecret: secret }).numbers.getAvailableNumbers(filter),

  ownNumbers: async ({ key, secret, filter }) => new Vonage({ apiKey: key, apiSecret: secret }).numbers.getOwnedNumbers(filter),

  buyNumber: async ({ key, secret, params }) => new Vonage({ apiKey: key, apiSecret: secret }).numbers.buyNumber(params),

  updateNumber: async ({ key, secret, params }) => new Vonage({ apiKey: key, apiSecret: secret }).numbers.updateNumber(params),

  credentials: async ({ key, secret }) => new Auth({ apiKey: key, apiSecret: secret }).getQueryParams({}),

  verify: ({ parameters, secret, method }) => ({ good: new Vonage({}).sms.verifySignature(parameters.sig, parameters, secret, AlgorithmTypes[method]) }),

  sign: ({ parameters, key, secret, method }) => new Auth({ apiKey: key, signature: { secret, algorithm: AlgorithmTypes[method] } }).createSignatureHash(parameters),

  verifyToken: ({ token, secret }) => ({ good: verifySignature(token, secret) }),

  makeToken: ({ application, privateKey, options }) => ({ token: tokenGenerate(application, privateKey, options) }),

  // The library that the SDK makes and reads its tokens with.
  signToken: ({ claims, secret, algorithm }) => ({ token: jsonwebtoken.sign(claims, secret, { algorithm }) }),
};
