import { describe, expect, test } from '@jest/globals';
import { createDiskProject } from '../../src/disk/disk-project.js';
import { place } from './place.js';

describe.each([{ git: true }, { git: false }])('a project on disk, git: $git', ({ git }) => {
  const open = (files: Record<string, string>) => {
    const { directory, ...rest } = place(files, { git });
    return { project: createDiskProject({ directory, git }), ...rest };
  };

  test('lists source files that are not ignored, sorted', () => {
    const { project } = open({
      'b.ts': '',
      'a/c.vue': '',
      'a/types.d.ts': '',
      'README.md': '',
      'node_modules/x/index.js': '',
      'out/generated.js': '',
      '.gitignore': 'out/\n',
    });
    expect(project.files).toEqual(['a/c.vue', 'b.ts'].sort());
    expect([project.lists('b.ts'), project.lists('out/generated.js')]).toEqual([true, false]);
  });

  test('reads once, and again only after a refresh that saw a change', () => {
    const { project, write } = open({ 'a.js': 'one' });
    expect(project.read('a.js')).toBe('one');
    expect(project.refresh()).toBe(false);
    write('a.js', 'other');
    expect([project.read('a.js'), project.isStale('a.js')]).toEqual(['one', true]);
    expect(project.refresh()).toBe(true);
    expect([project.read('a.js'), project.isStale('a.js')]).toEqual(['other', false]);
    expect(project.refresh()).toBe(false);
  });

  test('sees files come and go, also in folders that are new', () => {
    const { project, write, remove } = open({ 'src/a.js': 'a', 'src/b.js': 'b' });
    project.files.forEach((file) => project.read(file));
    write('src/new/c.js', 'c');
    expect(project.refresh()).toBe(true);
    expect(project.files).toContain('src/new/c.js');
    remove('src/b.js');
    expect(project.refresh()).toBe(true);
    expect(project.read('src/b.js')).toEqual({ unreadable: 'it is not there' });
  });

  test('reads what is not listed, and sees it appear', () => {
    const { project, write } = open({ 'a.js': '' });
    expect(project.read('package.json')).toEqual({ unreadable: 'it is not there' });
    write('package.json', '{}');
    expect(project.refresh()).toBe(true);
    expect(project.read('package.json')).toBe('{}');
  });

  test('says why a file has no text', () => {
    const { project } = open({ 'a.js': '' });
    expect(project.read('nowhere/b.js')).toEqual({ unreadable: 'it is not there' });
  });

  test('texts beyond the limit are read again each time', () => {
    const { directory, write } = place({ 'a.js': 'aaaa', 'b.js': 'bbbb' }, { git });
    const project = createDiskProject({ directory, git }, 5);
    expect([project.read('a.js'), project.read('b.js')]).toEqual(['aaaa', 'bbbb']);
    write('b.js', 'cccc');
    expect(project.read('b.js')).toBe('cccc');
  });
});
