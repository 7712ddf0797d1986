// Removes a test's database from whatever server was named: node drop.mjs URI DATABASE
import { MongoClient } from 'mongodb';

const [uri, database] = process.argv.slice(2);
const client = new MongoClient(uri);
await client.db(database).dropDatabase();
await client.close();
