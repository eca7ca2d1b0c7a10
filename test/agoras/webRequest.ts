// One HTTP request and its answer. `fetch` would double the start-up time of the stand-in.
import { request } from 'node:http';

export interface WebAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export function sendRequest(address: string, form?: URLSearchParams): Promise<WebAnswer> {
  return new Promise((resolve, reject) => {
    const headers = form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const sent = request(address, { method: form ? 'POST' : 'GET', headers, agent: false }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on('data', (chunk: Buffer) => chunks.push(chunk));
      reply.once('error', reject);
      reply.once('end', () => {
        const answer: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
        const fields = typeof answer === 'object' && answer !== null ? { ...answer } : {};
        resolve({ status: reply.statusCode ?? 0, statusText: reply.statusMessage ?? '', fields });
      });
    });
    sent.once('error', reject);
    sent.end(form?.toString());
  });
}
