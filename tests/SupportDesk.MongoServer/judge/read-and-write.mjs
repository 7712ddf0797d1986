// Reads the ticket that SupportDesk wrote as any MongoDB program would, says what it saw as JSON, and changes it:
// node read-and-write.mjs URI TICKET
import { MongoClient, Long } from 'mongodb';

const [uri, code] = process.argv.slice(2);
const client = new MongoClient(uri, { promoteLongs: true });
const tickets = client.db().collection('tickets');
const ticket = await tickets.findOne({ _id: code });
const open = await tickets.find({ Status: 'Open', LastActivityAt: { $lt: new Date() } }).toArray();
const kind = value => value instanceof Date ? 'date' : Array.isArray(value) ? 'array' : typeof value;

console.log(JSON.stringify({
  kinds: Object.fromEntries(Object.entries(ticket).map(([name, value]) => [name, kind(value)])),
  openedAt: ticket.OpenedAt.toISOString(),
  newest: ticket.Newest.Text,
  open: open.length,
  indexes: (await tickets.indexes()).filter(index => index.unique).map(index => index.name),
}));

await tickets.updateOne(
  { _id: code, Version: ticket.Version },
  { $set: { 'Newest.Text': 'Changed by hand', OpenedAt: new Date('2026-03-01T08:00:00.250Z') }, $unset: { OpenedAtTicks: '' }, $inc: { Version: Long.fromNumber(1) } });
await tickets.insertOne({ ...ticket, _id: 'BYHAND', Version: 1, Status: 'Closed', OpenedBy: 'hand', keys: { by_activity: `all|${new Date().toISOString()}|BYHAND` } });
await client.close();
