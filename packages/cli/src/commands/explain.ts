import { CannotRun } from '../errors.js';
import { status } from '../exit-status.js';
import { isRule, rulePages } from '../pages/rules.js';
import { showReason, showRule } from '../pages/show.js';
import { closest } from '../suggest.js';
import { viewOf } from '../terminal.js';
import type { Command } from './command.js';

export const explain: Command = {
  options: {},
  async run(args, { engine }) {
    const view = viewOf(process.stdout);
    const topic = String(args['topic'] ?? '').replace(/^grant-migrate\//, '');
    if (isRule(topic)) {
      process.stdout.write(showRule(topic, rulePages[topic], view));
      return status.nothingToDo;
    }
    const { reasons } = await engine.codemods();
    const reason = Object.hasOwn(reasons, topic) ? reasons[topic] : undefined;
    if (reason !== undefined) {
      process.stdout.write(showReason(topic, reason, view));
      return status.nothingToDo;
    }
    const topics = [...Object.keys(rulePages), ...Object.keys(reasons)];
    const meant = closest(topic, topics);
    throw new CannotRun(
      topic === '' ? 'explain needs a rule or a reason.' : `There is no rule and no reason "${topic}".`,
      meant === undefined ? `Known: ${topics.join(', ')}` : `Did you mean ${meant}?`,
    );
  },
};
