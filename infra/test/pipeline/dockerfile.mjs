// A Dockerfile that takes nothing from outside that could be exchanged: bases by digest, downloads by checksum, both from infra/ci/pins.env and without a default.

/** @returns {{line: number, what: string, todo: string}[]} */
export function unpinned(dockerfile, pins) {
  const pinned = new Set([...pins.matchAll(/^([A-Z_]+)=/gm)].map(match => match[1]));
  const declared = [...dockerfile.matchAll(/^ARG (.*)$/gm)].flatMap(match => match[1].split(' '));
  const instructions = dockerfile.replace(/\\\n/g, '\\ ').split('\n');
  return instructions.flatMap((text, at) => faultsOf(text.trim(), pinned, declared).map(([what, todo]) => ({line: at + 1, what, todo})));
}

function faultsOf(text, pinned, declared) {
  const [instruction] = text.split(' ');
  const words = text.split(' ').slice(1);
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(match => match[1]);
  const undeclared = names.filter(name => !declared.includes(name) || !pinned.has(name.replace(/_DIGEST$/, '')));
  const missing = undeclared.map(name => [`takes ${name}, which is no ARG without a default, or stands in no line of infra/ci/pins.env`, 'add it to both']);
  switch (instruction) {
    case 'ARG': return words.filter(word => word.includes('=')).map(word => [`gives ${word.split('=')[0]} a default, so nobody notices that it is missing`, 'take the default away; infra/ci/tools hands it in']);
    case 'FROM': return /^\$\{(\w+)\}@\$\{\1_DIGEST\}$/.test(words[0]) ? missing : [[`builds on ${words[0]}, which can be exchanged`, 'FROM ${NAME}@${NAME_DIGEST}']];
    case 'ADD': return /--checksum=\$\{(\w+)_DIGEST\} \$\{\1\} /.test(text) ? missing : [[`takes ${words.find(word => !word.startsWith('--'))} without holding it against a checksum`, 'ADD --checksum=${NAME_DIGEST} ${NAME} …']];
    case 'RUN': return /\b(curl|wget|npm (i|install)|pip)\b/.test(text) ? [['fetches something in RUN, where nothing holds it against a checksum', 'ADD it, or take it from an image']] : [];
    default: return missing;
  }
}
