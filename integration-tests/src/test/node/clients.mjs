// Calls an OpenAI and an Anthropic address with their own clients and prints what they gave, as one JSON object.
// usage: node clients.mjs <OpenAI base URL> <Anthropic base URL> <prompt>
import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';

const [openaiUrl, anthropicUrl, prompt] = process.argv.slice(2);
const openai = new OpenAI({ baseURL: openaiUrl, apiKey: 'sk-none' });
const anthropic = new Anthropic({ baseURL: anthropicUrl, apiKey: 'sk-ant-none' });
const messages = [{ role: 'user', content: prompt }];
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };

const ask = { model: 'gpt-4o-mini', messages };
const openaiTool = { type: 'function', function: { name: 'weather', parameters } };
const askClaude = { model: 'claude-haiku-4-5', max_tokens: 100, messages };
const anthropicTool = { name: 'weather', input_schema: parameters };

async function collected(stream) {
  const events = [];
  for await (const event of await stream) {
    events.push(event);
  }
  return events;
}

const deeds = {
  'openai completion': () => openai.chat.completions.create(ask),
  'openai stream': () => collected(openai.chat.completions.create({ ...ask, stream: true })),
  'openai tool call': () => openai.chat.completions.create({ ...ask, tools: [openaiTool] }),
  'openai error': () => openai.chat.completions.create({ ...ask, model: 'no-such-model' }),
  'anthropic completion': () => anthropic.messages.create(askClaude),
  'anthropic stream': () => collected(anthropic.messages.create({ ...askClaude, stream: true })),
  'anthropic tool call': () => anthropic.messages.create({ ...askClaude, tools: [anthropicTool] }),
  'anthropic error': () => anthropic.messages.create({ ...askClaude, model: 'no-such-model' }),
};

const results = {};
for (const [name, deed] of Object.entries(deeds)) {
  try {
    results[name] = await deed();
  } catch (raised) {
    results[name] = { raised: raised.constructor.name, status: raised.status, message: raised.message };
  }
}
process.stdout.write(JSON.stringify(results));
