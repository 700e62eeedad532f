/** Where a rule's page is. */
export function docsUrl(rule: string): string {
  return `https://github.com/grant-migrate/grant-migrate/blob/main/rules/docs/${rule}.md`;
}
