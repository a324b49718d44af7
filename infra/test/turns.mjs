// As many pieces of work at once as there are processors to do them.
import os from 'node:os';

const waiting = [];
let free = Math.max(2, os.availableParallelism());

/** @param {() => Promise<T>} work @returns {Promise<T>} @template T */
export async function inTurns(work) {
  if (free === 0) await new Promise(resume => waiting.push(resume));
  else free--;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}
