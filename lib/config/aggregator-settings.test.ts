import { describe, expect, it } from 'vitest';
import { streamNames } from '../contracts/streams';
import { aggregatorSettings } from './aggregator-settings';
import { ConfigError, readSettings } from './settings';

const needed = { KAFKA_BROKERS: '127.0.0.1:9092', DATABASE_URL: 'postgresql://a:b@127.0.0.1/c' };
const streamsOf = (text: string) => readSettings(aggregatorSettings, { ...needed, STREAMSCOPE_STREAMS: text }).streams;

describe('STREAMSCOPE_STREAMS', () => {
  it('is every pipeline by default, else those named, in one order and once each', () => {
    expect(streamsOf('')).toEqual(streamNames);
    expect(streamsOf('all')).toEqual(streamNames);
    expect(streamsOf('metrics, orders,orders')).toEqual(['orders', 'metrics']);
  });

  it.each(['order', 'orders,films', ',', 'all,orders'])('refuses %j by name and with what is allowed', (text) => {
    expect(() => streamsOf(text)).toThrow(ConfigError);
    expect(() => streamsOf(text)).toThrow(/STREAMSCOPE_STREAMS.*movie-events/s);
  });
});
