'use strict';
const twilio = require('twilio');

module.exports = {
  send: async ({ user, password, account, from, to, text, callback, media }) => {
    const client = twilio(user, password, { accountSid: account });
    return { id: (await client.messages.create({ from, to, body: text, statusCallback: callback, ...(media.length > 0 ? { mediaUrl: media } : {}) })).sid };
  },

  sign: ({ token, url, parameters }) => ({ signature: twilio.getExpectedTwilioSignature(token, url, parameters) }),

  verify: ({ token, signature, url, parameters }) => ({ good: twilio.validateRequest(token, signature, url, parameters) }),

  verifyBody: ({ token, signature, url, body }) => ({ good: twilio.validateRequestWithBody(token, signature, url, body) }),
};
