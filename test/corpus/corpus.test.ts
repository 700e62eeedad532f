// The manifest is well formed, and the scorer counts as its comments say.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { mergeLabels, readLines, wholeTrees } from './add-batch.mjs';
import { RULES, scoreTree, tally } from './score.mjs';
import { clientOf, encodingOf } from './shapes.mjs';
import { treesOf } from './trees.mjs';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const labels = readLines(read('cases.jsonl'));
const whole = JSON.parse(read('whole-trees.json'));

describe('the manifest', () => {
  test('names each label once and says where it stands', () => {
    expect(new Set(labels.map(({ id }) => id)).size).toBe(labels.length);
    for (const label of labels) {
      expect(label).toMatchObject({
        batch: expect.any(String),
        repo: expect.any(String),
        why: expect.any(String),
      });
      expect(label.path).not.toMatch(/^\/|\\/);
      expect(label.line).toBeGreaterThan(0);
    }
  });

  test('asks for rules that exist', () => {
    const asked = new Set(labels.flatMap(({ rules, undecided }) => [...rules, ...(undecided ?? [])]));
    expect([...RULES, 'no-password-grant-server']).toEqual(expect.arrayContaining([...asked]));
  });

  test('has labels in every tree that was read whole', () => {
    const trees = treesOf(labels, Object.values(whole).flat());
    expect(trees.filter((tree) => tree.whole && tree.labels.length === 0)).toEqual([]);
  });
});

describe('adding a batch', () => {
  const label = (id: string, batch?: string) => ({ id, ...(batch ? { batch } : {}) });

  test('puts it after the earlier ones and replaces what was there of it', () => {
    const manifest = [label('c1', 'corpus'), label('b1', 'batch1'), label('b3', 'batch3')];
    const merged = mergeLabels(manifest, [label('b2')], 'batch2');
    expect(merged.map(({ id }) => id)).toEqual(['c1', 'b1', 'b2', 'b3']);
    expect(mergeLabels(merged, [label('b2x')], 'batch2').map(({ id }) => id)).toEqual([
      'c1',
      'b1',
      'b2x',
      'b3',
    ]);
  });

  test('refuses an id that another batch has', () => {
    expect(() => mergeLabels([label('b1', 'batch1')], [label('b1')], 'batch2')).toThrow('b1 is a label');
  });

  test('keeps only what finds a tree again', () => {
    const read = { repo: 'a/b', commit: 'c', exhaustive: true, gitdir: 'anywhere', note: 'n' };
    expect(wholeTrees([read, { ...read, exhaustive: false }])).toEqual([
      { source: 'github', repo: 'a/b', commit: 'c' },
    ]);
  });
});

describe('the scorer', () => {
  const tree = { key: 'a/b@c', batch: 'batch1', whole: true };
  const label = { id: 'b1', batch: 'batch1', path: 'token.js', line: 10, rules: ['no-password-grant'] };
  const finding = (ruleId: string, file: string, line: number, paths = [] as object[][]) => ({
    ruleId,
    file,
    start: { line },
    end: { line },
    paths,
  });
  const outcomes = (labels: object[], findings: object[]) =>
    scoreTree({ ...tree, labels }, findings).map(({ outcome }) => outcome);

  test('finds a label within two lines, and at a place that is as right', () => {
    expect(outcomes([label], [finding('no-password-grant', 'token.js', 12)])).toEqual(['found']);
    expect(outcomes([label], [finding('no-password-grant', 'token.js', 13)])).toEqual([
      'missed',
      'unlabelled',
    ]);
    const accepting = { ...label, accept: [{ path: 'grants.js', line: 3 }] };
    expect(outcomes([accepting], [finding('no-password-grant', 'grants.js', 3)])).toEqual(['found']);
  });

  test('takes a reuse path through an innocent line for wrong', () => {
    const innocent = { ...label, rules: [] };
    const path = [[{ file: 'token.js', line: 10 }]];
    expect(outcomes([innocent], [finding('require-token-reuse', 'other.js', 1, path)])).toEqual(['wrong']);
    expect(outcomes([innocent], [])).toEqual([]);
  });

  test('takes the loop finding of a request that stands in the loop for its reuse finding', () => {
    const both = { ...label, rules: ['no-token-request-in-loop', 'require-token-reuse'] };
    expect(outcomes([both], [finding('no-token-request-in-loop', 'token.js', 10)])).toEqual([
      'found',
      'found',
    ]);
  });

  test('leaves out what the reader could not decide', () => {
    const undecided = { ...label, rules: [], undecided: ['require-token-reuse'] };
    expect(outcomes([undecided], [finding('require-token-reuse', 'token.js', 10)])).toEqual([]);
    expect(outcomes([{ ...label, ambiguous: true }], [])).toEqual([]);
  });

  test('counts', () => {
    const some = ['found', 'found', 'missed', 'wrong', 'unlabelled'].map((outcome) => ({ outcome }));
    expect(tally(some)).toMatchObject({ recall: 0.667, precision: 0.667, strictPrecision: 0.5 });
    expect(tally([])).toMatchObject({ recall: null, precision: null });
  });
});

test('shapes are told from the words of readers', () => {
  expect(encodingOf({ encoding: 'URLSearchParams.append' })).toBe('append or set');
  expect(encodingOf({ encoding: 'new URLSearchParams(object)' })).toBe('URLSearchParams(…)');
  expect(encodingOf({ encoding: 'URLSearchParams into URL.search' })).toBe('URL query');
  expect(encodingOf({ encoding: 'helper-call (other file)' })).toBe('call of a helper');
  expect(clientOf({ http_client: 'axios instance' })).toBe('axios');
  expect(clientOf({ http_client: 'fetch (own wrapper)' })).toBe('own wrapper');
});
