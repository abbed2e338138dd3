import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** How a mirror answers for a file with the given content. */
export type Manner = (content: Uint8Array, request: IncomingMessage, response: ServerResponse) => void;

/** Sends the range asked for, as 206; all of it as 200 where none is. */
export const sound: Manner = (content, request, response) => {
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  if (start === 0) return void response.writeHead(200, { 'content-length': content.length }).end(content);
  response.writeHead(206, {
    'content-length': content.length - start,
    'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
  });
  response.end(content.subarray(start));
};

/** The ways in which a mirror goes wrong. */
export const manners = {
  sound,
  forbidden: (_content, _request, response) => response.writeHead(403).end('Forbidden'),
  missing: (_content, _request, response) => response.writeHead(404).end(),
  /** Breaks the connection half way, after having announced all. */
  truncating(content, _request, response) {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, content.length / 2), () => setTimeout(() => response.destroy(), 20));
  },
  /** Ends properly, half way. */
  halving: (content, _request, response) => response.writeHead(200).end(content.subarray(0, content.length / 2)),
  corrupting: (content, request, response) =>
    sound(
      Uint8Array.from(content, (byte, k) => (k === content.length - 5 ? byte ^ 1 : byte)),
      request,
      response,
    ),
  ignoringRanges: (content, _request, response) =>
    response.writeHead(200, { 'content-length': content.length }).end(content),
  /** Answers with a range other than the one asked for. */
  shifting: (content, request, response) =>
    request.headers.range
      ? response.writeHead(206, { 'content-range': `bytes 0-9/${content.length}` }).end(content.subarray(0, 10))
      : sound(content, request, response),
  /** Sends a little, then nothing, and keeps the connection. */
  stalling: (content, _request, response) =>
    response.writeHead(200, { 'content-length': content.length }).write(content.subarray(0, 10)),
  silent() {},
  /** Never ends. */
  flooding(_content, _request, response) {
    const more = () => !response.destroyed && response.write(Buffer.alloc(1 << 16), more);
    response.writeHead(200);
    more();
  },
  /** A login page in the place of the file. */
  portal: (_content, _request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>please log in</html>'),
} satisfies Record<string, Manner>;

export type MannerName = keyof typeof manners;

/** What a mirror was asked for: `a.gz`, or `a.gz from 10`. */
export type Asked = string[];

/**
 * Mirrors on this machine: the first folder of the path is the manner, `http://127.0.0.1:port/stalling/`.
 * @param contents the file's bytes by name
 */
export async function mirrorServer(contents: ReadonlyMap<string, Uint8Array>) {
  const asked: Asked = [];
  const server = createServer((request, response) => {
    const [, manner, file] = (request.url ?? '').split('/');
    const from = request.headers.range?.replace(/^bytes=(\d+)-$/, ' from $1') ?? '';
    asked.push(`${manner}/${file}${from}`);
    const content = contents.get(file);
    if (content) manners[manner as MannerName](content, request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, mirror: (manner: MannerName) => `http://127.0.0.1:${port}/${manner}/` };
}
