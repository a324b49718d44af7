// A Terraform provider that knows a schema and says yes: node server.mjs NAME, started by Terraform. It refuses what the schema refuses, plans what is
// not known yet as unknown, and on apply invents it (values.mjs). Protocol: HashiCorp's go-plugin handshake on standard output, then gRPC with the
// certificate that the handshake carries.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import {decode, encode, ExtData} from '@msgpack/msgpack';
import {known, text} from './values.mjs';

const HERE = import.meta.dirname;
const NESTING = {SINGLE: 1, LIST: 2, SET: 3, MAP: 4};
/** As Terraform writes on the wire what is known after apply only. */
const UNKNOWN = new ExtData(0, new Uint8Array([0]));

const [schemaFile] = process.argv.slice(2);
const schema = JSON.parse(fs.readFileSync(schemaFile, 'utf8'));

/** Terraform refuses a set whose elements have a type that is not fixed; such a block is served as a list. */
const holdsDynamic = block => Object.values(block.attributes).some(attribute => JSON.stringify(attribute.type).includes('"dynamic"'))
  || Object.values(block.block_types).some(nested => holdsDynamic(nested.block));

const wireBlock = block => ({
  version: 0,
  attributes: Object.entries(block.attributes).map(([name, attribute]) => ({
    name, type: Buffer.from(JSON.stringify(attribute.type)), required: Boolean(attribute.required), optional: Boolean(attribute.optional), computed: Boolean(attribute.computed),
  })),
  block_types: Object.entries(block.block_types).map(([name, nested]) => ({
    type_name: name, block: wireBlock(nested.block), min_items: nested.min ?? 0, max_items: nested.max ?? 0,
    nesting: NESTING[nested.nesting === 'SET' && holdsDynamic(nested.block) ? 'LIST' : nested.nesting],
  })),
});
const wireSchema = block => ({version: 0, block: wireBlock(block)});
const wireSchemas = blocks => Object.fromEntries(Object.entries(blocks).map(([type, block]) => [type, wireSchema(block)]));

const isUnknown = read => read instanceof ExtData;
const read = dynamic => dynamic?.msgpack?.length ? decode(dynamic.msgpack) : dynamic?.json?.length ? JSON.parse(dynamic.json.toString()) : null;
const write = object => ({msgpack: Buffer.from(encode(object))});

/** @param choose what becomes of a computed value that nobody has given: (name, type) => value, or undefined to leave it */
function complete(block, object, choose) {
  if (object === null || isUnknown(object)) return object;
  const completed = {...object};
  for (const [name, attribute] of Object.entries(block.attributes)) {
    const given = completed[name] ?? null;
    const isOpen = isUnknown(given) || (given === null && attribute.computed);
    completed[name] = (isOpen ? choose(name, attribute.type) : undefined) ?? given;
  }
  for (const [name, nested] of Object.entries(block.block_types)) {
    const given = completed[name];
    if (isUnknown(given)) completed[name] = nested.nesting === 'SINGLE' ? null : [];
    else if (Array.isArray(given)) completed[name] = given.map(one => complete(nested.block, one, choose));
    else if (given && nested.nesting === 'SINGLE') completed[name] = complete(nested.block, given, choose);
  }
  return completed;
}

function chooseFor(type, config) {
  const account = process.env.OFFLINE_ACCOUNT ?? '555555555555';
  const region = config?.region ?? 'eu-central-1';
  const plain = JSON.parse(JSON.stringify(config, (_, one) => isUnknown(one) ? null : one));
  const choose = (name, kind) => {
    const given = known({type, name, config: plain, account, region});
    if (given !== undefined) return given;
    if (kind === 'string') return text({type, name, config: plain, account, region});
    if (kind === 'number') return 0;
    if (kind === 'bool') return false;
    if (kind === 'dynamic') return null;
    if (kind[0] === 'object') return Object.fromEntries(Object.entries(kind[1]).map(([field, inner]) => [field, choose(field, inner)]));
    const isListOfObjects = kind[0] !== 'map' && kind[1][0] === 'object';
    return isListOfObjects ? [choose(name, kind[1])] : kind[0] === 'map' ? {} : [];
  };
  return choose;
}

const yes = (_, answer) => answer(null, {});
const provider = {
  GetSchema: (_, answer) => answer(null, {
    provider: wireSchema(schema.provider), resource_schemas: wireSchemas(schema.resource_schemas), data_source_schemas: wireSchemas(schema.data_source_schemas),
    ephemeral_resource_schemas: wireSchemas(schema.ephemeral_resource_schemas), server_capabilities: {},
  }),
  PrepareProviderConfig: ({request}, answer) => answer(null, {prepared_config: request.config}),
  ValidateResourceTypeConfig: yes,
  ValidateDataSourceConfig: yes,
  ValidateEphemeralResourceConfig: yes,
  Configure: yes,
  UpgradeResourceState: ({request}, answer) => answer(null, {upgraded_state: {json: request.raw_state.json}}),
  ReadResource: ({request}, answer) => answer(null, {new_state: request.current_state}),
  PlanResourceChange: ({request}, answer) => {
    const proposed = read(request.proposed_new_state);
    const isNew = read(request.prior_state) === null && proposed !== null;
    const planned = isNew ? write(complete(schema.resource_schemas[request.type_name], proposed, () => UNKNOWN)) : request.proposed_new_state;
    answer(null, {planned_state: planned, legacy_type_system: true});
  },
  ApplyResourceChange: ({request}, answer) => {
    const planned = read(request.planned_state);
    const made = () => write(complete(schema.resource_schemas[request.type_name], planned, chooseFor(request.type_name, read(request.config))));
    answer(null, {new_state: planned === null ? request.planned_state : made(), legacy_type_system: true});
  },
  ReadDataSource: ({request}, answer) => {
    const config = read(request.config);
    answer(null, {state: write(complete(schema.data_source_schemas[request.type_name], config, chooseFor(request.type_name, config)))});
  },
  OpenEphemeralResource: ({request}, answer) => {
    const config = read(request.config);
    answer(null, {result: write(complete(schema.ephemeral_resource_schemas[request.type_name], config, chooseFor(request.type_name, config)))});
  },
  CloseEphemeralResource: yes,
  Stop: yes,
};

function certificate() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'offline-provider-'));
  const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
  const extensions = ['subjectAltName=DNS:localhost', 'basicConstraints=critical,CA:TRUE', 'keyUsage=digitalSignature,keyEncipherment,keyAgreement,keyCertSign',
    'extendedKeyUsage=serverAuth,clientAuth'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1', '-subj', '/CN=localhost/O=offline',
    '-keyout', key, '-out', cert, ...extensions.flatMap(extension => ['-addext', extension])], {stdio: 'ignore'});
  const pair = {private_key: fs.readFileSync(key), cert_chain: fs.readFileSync(cert)};
  fs.rmSync(folder, {recursive: true});
  return pair;
}

const load = file => grpc.loadPackageDefinition(loader.loadSync(path.join(HERE, file), {keepCase: true, defaults: true}));
const server = new grpc.Server({'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1});
server.addService(load('provider.proto').tfplugin5.Provider.service, provider);
server.addService(load('plugin.proto').plugin.GRPCController.service, {
  Shutdown: (_, answer) => {
    answer(null, {});
    setTimeout(() => process.exit(0), 50);
  },
});

const pair = certificate();
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createSsl(null, [pair], false), (failure, port) => {
  if (failure) throw failure;
  const der = pair.cert_chain.toString().replace(/-----[^-]+-----|\s/g, '').replace(/=+$/, '');
  process.stdout.write(`1|5|tcp|127.0.0.1:${port}|grpc|${der}\n`);
});
// Terraform passes ^C on to its plugins, and tells them itself when to end.
process.on('SIGINT', () => {});
// A Terraform that was killed leaves no message.
setInterval(() => { if (process.ppid === 1) process.exit(0); }, 2000).unref();
