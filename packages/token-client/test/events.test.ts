import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { createTokenSource, openTelemetryEvents, type TokenEvent } from '../src/index.js';
import { startEndpoint, token, type ScriptedEndpoint } from './support/scripted-endpoint.js';

let endpoint: ScriptedEndpoint;
beforeEach(async () => {
  endpoint = await startEndpoint(({ form }, index) =>
    form.get('password') === 'wrong-secret'
      ? { status: 400, body: { error: 'invalid_grant', error_description: 'wrong-secret' } }
      : token(index, { refresh_token: `refresh-secret-${index}` }),
  );
});
afterEach(() => endpoint.close());

const source = (password: string, onEvent: (event: TokenEvent) => void) =>
  createTokenSource({
    tokenEndpoint: `${endpoint.tokenEndpoint}?key=query-secret`,
    clientId: 'orders',
    clientSecret: 'client-secret',
    grant: 'password',
    credentials: () => ({ username: 'ann-the-user', password }),
    rateLimit: false,
    onEvent,
  });

async function everything(onEvent: (event: TokenEvent) => void) {
  const one = source('right-secret', onEvent);
  await one.getToken();
  await one.getToken();
  await one.getToken({ forceRefresh: true });
  await source('wrong-secret', onEvent)
    .getToken()
    .catch(() => {});
}

describe('events', () => {
  test('tell what happened, and hold no token, secret or user', async () => {
    const events: TokenEvent[] = [];
    await everything((event) => events.push(event));
    expect(events.map(({ type }) => type)).toEqual([
      ...['token_request', 'token_retrieved', 'token_reused'],
      ...['token_request', 'token_retrieved', 'refreshed'],
      ...['token_request', 'token_retrieval_failed'],
    ]);
    const text = JSON.stringify(events);
    for (const hidden of ['secret', 'token-0', 'ann-the-user']) expect(text).not.toContain(hidden);
  });

  test('a listener that throws breaks nothing', async () => {
    const one = source('right-secret', () => {
      throw new Error('listener');
    });
    expect(await one.getAccessToken()).toBe('token-0');
  });
});

test('OpenTelemetry: a real meter counts the same events', async () => {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const provider = new MeterProvider({ readers: [reader] });
  try {
    await everything(openTelemetryEvents(provider.getMeter('test')));
    await reader.forceFlush();
    const metrics = exporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics[0]!.metrics);
    const sums = Object.fromEntries(
      metrics.map(({ descriptor, dataPoints }) => [
        descriptor.name,
        dataPoints.reduce((sum, { value }) => sum + (typeof value === 'number' ? value : value.count!), 0),
      ]),
    );
    expect(sums).toEqual({
      'oauth.token.requests': 3,
      'oauth.token.reused': 1,
      'oauth.token.failures': 1,
      'oauth.token.refreshes': 1,
      'oauth.token.request.duration': 2,
    });
  } finally {
    await provider.shutdown();
  }
});
