import { expect, it } from 'vitest';
import { isWantedNode } from './wanted-node.mjs';

const range = '^20.19.0 || ^22.12.0 || >=24.0.0';

it.each(['20.19.0', '20.20.2', '22.12.0', '22.30.1', '24.0.0', '25.1.0', '100.0.0'])('takes Node %s', (version) => {
  expect(isWantedNode(version, range)).toBe(true);
});

it.each(['8.17.0', '18.20.8', '20.18.9', '20.9.0', '21.7.3', '22.11.0', '23.11.0'])('refuses Node %s', (version) => {
  expect(isWantedNode(version, range)).toBe(false);
});
