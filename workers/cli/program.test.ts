import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from './program';

const program = createProgram({
  directory: () => '/nowhere',
  brokers: () => ({ brokers: [], source: 'nowhere' }),
  databaseUrl: () => '',
  groupId: 'streamscope.aggregator',
  exitWith: () => {},
});

interface Named {
  readonly name: string;
  readonly command: Command;
}

/** Commands that do something, by the words a user types. */
function leaves(command: Command, words: readonly string[] = []): Named[] {
  if (command.commands.length === 0) return [{ name: words.join(' '), command }];
  return command.commands.flatMap((child) => leaves(child, [...words, child.name()]));
}
const commands = leaves(program);

describe('every command', () => {
  it.each(commands)('$name tells what it does and what each flag means, and can speak JSON', ({ command }) => {
    expect(command.description()).toMatch(/^[A-Z].*[.)]$/s);
    for (const option of command.options)
      expect([option.long, option.description]).toEqual([option.long, expect.stringMatching(/\S/)]);
    for (const argument of command.registeredArguments) expect(argument.description).not.toBe('');
    expect(command.options.map(({ long }) => long)).toContain('--json');
    expect(command.helpInformation()).toContain('--help');
  });

  it('stands once on the help page', () => {
    const names = commands.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const child of program.commands) expect(program.helpInformation()).toContain(`  ${child.name()}`);
  });
});
