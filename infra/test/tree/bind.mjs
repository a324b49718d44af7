// The live tree as one Terraform configuration: each unit a module block whose arguments are the unit's inputs, each dependency a reference. So Terraform itself
// says whether inputs, outputs and their types fit.
import path from 'node:path';

/** @returns {object} a configuration in Terraform's JSON syntax, for a folder that has the modules in modules/ */
export function bound({org, units, infra}, providersOf) {
  const sources = Object.assign({}, ...units.map(unit => providersOf(unit.module)));
  const aliases = Object.entries(org.accounts).map(([name, {id}]) => ({alias: name, region: org.home_region, allowed_account_ids: [id]}));
  return {
    terraform: {required_providers: Object.fromEntries(Object.entries(sources).map(([name, {source, version}]) => [name, {source, version}]))},
    locals: {org: `\${yamldecode(file(${JSON.stringify(path.join(infra, 'live/org.yaml'))}))}`, ...Object.fromEntries(units.map(unit => [`values_of_${label(unit.place)}`, unit.values]))},
    provider: {aws: aliases},
    module: Object.fromEntries(units.map(unit => [label(unit.place), {
      source: `./modules/${unit.module}`,
      providers: Object.fromEntries(Object.keys(providersOf(unit.module)).map(provider => [provider, provider === 'aws' ? `aws.${unit.account}` : provider])),
      ...argumentsOf(unit, infra, org),
    }])),
  };
}

export const label = place => place.replaceAll('/', '_');

function argumentsOf(unit, infra, org) {
  const targets = Object.fromEntries(unit.dependencies.map(({name, place}) => [name, label(place)]));
  const root = {org: 'local.org', account: JSON.stringify(unit.account), account_id: JSON.stringify(org.accounts[unit.account]?.id), region: JSON.stringify(org.home_region), unit: JSON.stringify(unit.name)};
  return deep(unit.inputs, text => text
    .replace(/dependency\.([\w-]+)\.outputs\b/g, (whole, name) => targets[name] ? `module.${targets[name]}` : whole)
    .replace(/include\.root\.locals\.(\w+)/g, (whole, name) => root[name] ?? whole)
    .replace(/(?<![\w.])values\./g, `local.values_of_${label(unit.place)}.`)
    .replace(/get_env\(("[^"]*")\)/g, '$1')
    .replaceAll('get_repo_root()', JSON.stringify(path.dirname(infra))));
}

/** Changes every expression in a value. */
export function deep(value, change) {
  if (typeof value === 'string') return value.includes('${') ? change(value) : value;
  if (Array.isArray(value)) return value.map(one => deep(one, change));
  if (value && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, deep(inner, change)]));
  return value;
}

/** The providers that a module asks for, by name. */
export const providersIn = ({terraform}) => Object.assign({}, ...terraform.flatMap(block => block.required_providers ?? []));
