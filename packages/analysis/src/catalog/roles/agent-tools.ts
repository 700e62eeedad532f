import type { Library } from '../library.js';

/** Tools of language models: each call of a tool is a message. */
export const agentTools: Library = {
  name: 'agent-tools',
  docs: 'https://github.com/modelcontextprotocol/typescript-sdk#core-concepts',
  modules: ['@modelcontextprotocol/sdk', 'mcp-framework', 'fastmcp'],
  roles: [
    {
      role: 'message',
      member: ['tool', 'resource', 'prompt'],
      receiver: /server|mcp/i,
    },
    {
      role: 'message',
      member: ['registerTool', 'registerResource', 'registerPrompt', 'setRequestHandler'],
    },
    // FastMCP: https://github.com/punkpeye/fastmcp#tools
    { role: 'message', member: ['addTool'], key: ['execute'] },
    // Vercel's AI SDK: https://ai-sdk.dev/docs/ai-sdk-core/tools-and-tool-calling
    { role: 'message', callee: ['tool', 'createTool', 'defineTool'], key: ['execute'] },
  ],
};
