import { writeFileSync } from 'node:fs';

/** `again`: passed at the second try only. @typedef {{title: string, state: string, seconds: number, again?: boolean}} Outcome */

/**
 * Vitest reporter of the test run: writes every outcome to STAGE_REPORT as soon as it is known and shows a failure at
 * once, so that nothing is lost when a stage must be ended.
 */
export default class StageReporter {
  /** @type {Outcome[]} */
  outcomes = [];

  /** @param {Outcome} outcome @param {readonly {message: string, stack?: string}[]} errors */
  add(outcome, errors) {
    this.outcomes.push(outcome);
    if (outcome.state === 'failed') {
      console.log(`\nFAILED ${outcome.title}`);
      for (const error of errors) console.log((error.stack ?? error.message).slice(0, 4_000));
    }
    writeFileSync(process.env.STAGE_REPORT ?? '', JSON.stringify(this.outcomes));
  }

  /** @param {import('vitest/node').TestCase} test */
  onTestCaseResult(test) {
    const { state, errors } = test.result();
    const title = `${test.module.relativeModuleId} > ${test.fullName}`;
    const { duration = 0, flaky = false } = test.diagnostic() ?? {};
    this.add({ title, state, seconds: duration / 1_000, ...(flaky ? { again: true } : {}) }, errors ?? []);
  }

  /** A file that could not be loaded, or whose hooks failed, is a failure of its own. @param {import('vitest/node').TestModule} module */
  onTestModuleEnd(module) {
    const errors = [...module.errors(), ...[...module.children.allSuites()].flatMap((suite) => suite.errors())];
    if (errors.length > 0) this.add({ title: module.relativeModuleId, state: 'failed', seconds: 0 }, errors);
  }
}
