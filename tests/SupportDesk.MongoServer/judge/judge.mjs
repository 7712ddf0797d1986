// MongoDB's own driver for Node.js as the judge of the tests' server: node --test judge.mjs
// MONGODB_URI names a server without passwords, MONGODB_SIGN_IN_URI one that wants them.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { MongoClient } from 'mongodb';

// After a broken connection the driver looks at the server again before it repeats; by default no sooner than after half a second.
const client = new MongoClient(process.env.MONGODB_URI, { minHeartbeatFrequencyMS: 10 });
const database = client.db(`judge-${process.pid}`);
const admin = client.db('admin');
const tickets = database.collection('tickets');
const faults = switches => admin.command({ faults: 1, ...switches });
const code = wanted => error => { assert.equal(error.code, wanted, error.stack); return true; };

before(() => client.connect());

beforeEach(async () => {
  await faults({});
  await tickets.drop();
  await tickets.createIndex({ number: 1, customer: 1 }, { name: 'open', unique: true, partialFilterExpression: { open: true } });
});

after(async () => {
  await faults({});
  await database.dropDatabase();
  await client.close();
});

test('documents come back as they were written', async () => {
  const ticket = { _id: 'a', text: 'Grüße 👋 \u0000', at: new Date(0), many: [1, 2.5, null, { deep: true }], number: '1', customer: '2', open: true };
  await tickets.insertOne(ticket);
  assert.deepEqual(await tickets.findOne({ _id: 'a' }), ticket);
  assert.equal((await tickets.updateOne({ _id: 'a' }, { $set: { text: 'new' }, $unset: { many: '' } })).modifiedCount, 1);
  assert.equal((await tickets.findOne({ text: 'new' })).many, undefined);
  assert.equal((await tickets.deleteOne({ _id: 'a' })).deletedCount, 1);
  assert.equal(await tickets.findOne({ _id: 'a' }), null);
});

test('a unique partial index holds for the documents in it, and only for those', async () => {
  const conversation = { number: '1', customer: '2' };
  await tickets.insertOne({ _id: 'a', ...conversation, open: true });
  await tickets.insertOne({ _id: 'b', ...conversation, open: false });
  await assert.rejects(tickets.insertOne({ _id: 'c', ...conversation, open: true }), code(11000));
  await assert.rejects(tickets.updateOne({ _id: 'b' }, { $set: { open: true } }), code(11000));
  await assert.rejects(tickets.findOneAndUpdate({ _id: 'b' }, { $set: { open: true } }), code(11000));
  await assert.rejects(tickets.insertOne({ _id: 'a' }), code(11000));
  await tickets.updateOne({ _id: 'a' }, { $set: { open: false } });
  await tickets.updateOne({ _id: 'b' }, { $set: { open: true } });
  assert.deepEqual((await tickets.indexes()).map(index => index.name), ['_id_', 'open']);
});

test('of many that open the same conversation at once one wins, and the others hear of a duplicate', async () => {
  const outcomes = await Promise.all(Array.from({ length: 20 }, (_, by) =>
    tickets.insertOne({ _id: `t${by}`, number: '1', customer: '2', open: true }).then(() => 'won', error => error.code)));
  assert.deepEqual(outcomes.filter(outcome => outcome !== 11000), ['won']);
  assert.equal(await tickets.countDocuments({ open: true }), 1);
});

test('of many that count at once on a document that is not there yet each gets a number of its own', async () => {
  const counts = await Promise.all(Array.from({ length: 20 }, () =>
    tickets.findOneAndUpdate({ _id: 'counter' }, { $inc: { next: 1 } }, { upsert: true, returnDocument: 'after' })));
  assert.deepEqual(counts.map(counter => counter.next).sort((one, other) => one - other), Array.from({ length: 20 }, (_, at) => at + 1));
});

test('of many that replace the same version one wins', async () => {
  await tickets.insertOne({ _id: 'a', version: 1 });
  const attempts = Array.from({ length: 20 }, (_, by) => by % 2
    ? tickets.findOneAndReplace({ _id: 'a', version: 1 }, { version: 2, by }).then(found => found !== null)
    : tickets.updateOne({ _id: 'a', version: 1 }, { $set: { version: 2, by } }).then(done => done.matchedCount === 1));
  const won = (await Promise.all(attempts)).flatMap((one, by) => one ? [by] : []);
  assert.equal(won.length, 1);
  assert.equal((await tickets.findOne({ _id: 'a' })).by, won[0]);
});

test('a long list comes in pages, in order, and each document once', async () => {
  const numbers = Array.from({ length: 3000 }, (_, at) => at);
  await tickets.insertMany(numbers.map(at => ({ _id: `t${at}`, at, customer: `${at}`, number: '1', text: 'x'.repeat(200) })));
  const sorted = await tickets.find({}).sort({ at: 1 }).batchSize(250).toArray();
  assert.deepEqual(sorted.map(ticket => ticket.at), numbers);
  const unsorted = await tickets.find({ at: { $gte: 1000 } }).batchSize(70).toArray();
  assert.equal(new Set(unsorted.map(ticket => ticket._id)).size, 2000);
  const left = tickets.find({}).batchSize(10);
  await left.next();
  await left.close();
  assert.equal(await tickets.countDocuments({ at: { $lt: 10 } }), 10);
  assert.deepEqual(await tickets.aggregate([{ $match: { at: { $lt: 4 } } }, { $group: { _id: null, sum: { $sum: '$at' } } }]).toArray(), [{ _id: null, sum: 6 }]);
  assert.deepEqual((await tickets.distinct('number')), ['1']);
});

test('a cursor that is not there says so', () => assert.rejects(database.command({ getMore: 4711n, collection: 'tickets' }), code(43)));

test('a command that is not there says so', () => assert.rejects(database.command({ fly: 1 }), code(59)));

test('a write without a receipt is carried out', async () => {
  await tickets.insertOne({ _id: 'a' }, { writeConcern: { w: 0 } });
  await tickets.insertOne({ _id: 'b' });
  assert.equal(await tickets.countDocuments({ _id: 'b' }), 1);
  for (let looks = 0; looks < 1000 && !(await tickets.findOne({ _id: 'a' })); looks++);
  assert.ok(await tickets.findOne({ _id: 'a' }));
});

test('writes whose answer is lost are repeated by the driver and done once', async () => {
  await tickets.insertOne({ _id: 'sum', total: 0, taken: 0 });
  await faults({ dropReplyEvery: 4 });
  for (let at = 1; at <= 20; at++) {
    await tickets.insertOne({ _id: `t${at}`, customer: `${at}` });
    await tickets.updateOne({ _id: 'sum' }, { $inc: { total: 1 } });
    const found = await tickets.findOneAndUpdate({ _id: 'sum' }, { $inc: { taken: 1 } }, { returnDocument: 'after' });
    assert.equal(found.taken, at);
  }
  await faults({});
  assert.deepEqual(await tickets.findOne({ _id: 'sum' }), { _id: 'sum', total: 20, taken: 20 });
  assert.equal(await tickets.countDocuments({ customer: { $exists: true } }), 20);
});

test('writes whose connection breaks before they are done are repeated by the driver', async () => {
  await faults({ closeEvery: 3, only: 'insert' });
  for (let at = 0; at < 10; at++)
    await tickets.insertOne({ _id: `t${at}`, customer: `${at}` });
  assert.equal(await tickets.countDocuments({}), 10);
});

test('a conflict reaches the caller, and nothing was written', async () => {
  await faults({ conflictEvery: 1 });
  await assert.rejects(tickets.insertOne({ _id: 'a' }), code(112));
  assert.equal(await tickets.findOne({ _id: 'a' }), null);
});

test('the right password opens, the wrong one does not, and none is not enough', async () => {
  const uri = process.env.MONGODB_SIGN_IN_URI;
  const asking = async address => {
    const one = new MongoClient(address, { serverSelectionTimeoutMS: 5000 });
    try { return await one.db('judge').collection('none').find().toArray(); } finally { await one.close(); }
  };
  const wrong = new URL(uri);
  wrong.password = 'wrong';
  const stranger = new URL(uri);
  stranger.username = 'stranger';
  const nobody = new URL(uri);
  nobody.username = nobody.password = nobody.search = '';
  const door = new MongoClient(nobody.href);
  const greeting = await door.db('admin').command({ hello: 1, saslSupportedMechs: `admin.${decodeURIComponent(wrong.username)}` });
  await door.close();
  assert.deepEqual(greeting.saslSupportedMechs, ['SCRAM-SHA-256']);
  assert.deepEqual(await asking(uri), []);
  await assert.rejects(asking(wrong.href), code(18));
  await assert.rejects(asking(stranger.href), code(18));
  await assert.rejects(asking(nobody.href), code(13));
});
