/** What every page of ours is made of: it stands by itself, no script, nothing loaded, readable by keyboard and in print. */
import { style } from './html-style.js';

export function htmlPage(title: string, body: string, more = ''): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}${more}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** Text with commands in backticks. */
export function prose(raw: string): string {
  return escaped(raw).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}

export function escaped(raw: string): string {
  return raw
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
