// Writes the same file of a cache again and again: node cache-writer.mjs MODULE PATH LETTER
const [, , module, path, letter] = process.argv;
const { cacheFile } = await import(module);
const file = cacheFile(path, 'one');
for (let turn = 0; turn < 50; turn++) {
  file.write({ text: letter.repeat(100_000) });
  const { text } = file.read();
  if (text !== text[0].repeat(100_000)) throw new Error('read half of one and half of the other');
}
