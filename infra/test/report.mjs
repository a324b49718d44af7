// What was found. One line for each finding: where, what, and what to do.
export class Report {
  passed = 0;
  findings = [];
  skipped = false;

  pass() { this.passed++; }

  skip() { this.skipped = true; }

  fail(where, what, todo) { this.findings.push({where, what, todo}); }

  print() { this.findings.forEach(({where, what, todo}) => console.log(`  ✗ ${where}: ${what}\n    ${todo}`)); }
}
