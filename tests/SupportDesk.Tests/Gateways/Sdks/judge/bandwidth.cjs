'use strict';
const { Configuration, MessagesApi } = require('bandwidth-sdk');
const Catapult = require('node-bandwidth');

const pictures = media => media.length > 0 ? { media } : {};

module.exports = {
  sendV2: async ({ user, password, account, application, from, to, text, reference, media }) => {
    const messages = new MessagesApi(new Configuration({ username: user, password }));
    return { id: (await messages.createMessage(account, { applicationId: application, from, to: [to], text, tag: reference, ...pictures(media) })).data.id };
  },

  sendV1: async ({ user, password, account, from, to, text, reference, callback, media }) => {
    const client = new Catapult({ userId: account, apiToken: user, apiSecret: password });
    return { id: (await client.Message.send({ from, to, text, tag: reference, receiptRequested: 'all', callbackUrl: callback, ...pictures(media) })).id };
  },

  searchV1: async ({ user, password, account, areaCode, quantity }) =>
    new Catapult({ userId: account, apiToken: user, apiSecret: password }).AvailableNumber.search('local', { areaCode, quantity }),

  buyV1: async ({ user, password, account, number, application }) =>
    new Catapult({ userId: account, apiToken: user, apiSecret: password }).PhoneNumber.create({ number, applicationId: application }),
};
