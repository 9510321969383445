/** The OpenAPI document of the control API, made from the operations: nothing in it is written twice. */
import { z } from 'zod';
import { controlOperations } from './index.ts';
import type { ControlOperation } from './operation.ts';

const schemaOf = (type: z.ZodType): unknown => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(type, { target: 'openapi-3.0', io: 'input', unrepresentable: 'any' });
  return schema;
};

const pathParameters = ({ path }: ControlOperation) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

function queryParameters({ query }: ControlOperation) {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query) as { properties?: Record<string, { description?: string }>; required?: string[] };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({ name, in: 'query', required: required.includes(name), ...(description ? { description } : {}), schema }));
}

const problem = { description: 'It cannot be done; the message says why and what can', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } };

const pageOf = (operation: ControlOperation) => ({
  operationId: operation.id,
  summary: operation.summary,
  parameters: [...pathParameters(operation), ...queryParameters(operation)],
  ...(operation.body ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(operation.body) } } } } : {}),
  responses: { 200: { description: 'done', content: { 'application/json': { schema: schemaOf(operation.result) } } }, 400: problem, 401: problem, 403: problem, 404: problem, 409: problem },
});

const stream = {
  get: {
    operationId: 'traceStream', summary: 'What happens from now on, as server-sent events: one entry of the trace each, its index as the event\'s id',
    parameters: [{ name: 'from', in: 'query', required: false, description: 'index of the first entry; those from now on when left out', schema: { type: 'integer', minimum: 0 } }],
    responses: { 200: { description: 'a stream that does not end by itself', content: { 'text/event-stream': { schema: { type: 'string' } } } }, 401: problem, 403: problem },
  },
};

/** @param version of joinlab */
export function openApiDocument(version: string): unknown {
  const paths: { [path: string]: { [method: string]: unknown } } = {};
  for (const operation of controlOperations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: pageOf(operation) };
  }
  paths['/v1/trace/stream'] = stream;
  return {
    openapi: '3.0.3',
    info: { title: 'joinlab control API', version, description: 'Moves the virtual time of a served lab, acts in it and looks at it. Times are virtual: durations from the start.' },
    servers: [{ url: 'http://127.0.0.1:{port}', variables: { port: { default: '8444' } } }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'joinlab serve prints it' } },
      schemas: { Problem: { type: 'object', required: ['error'], properties: { error: { type: 'object', required: ['code', 'message', 'next'], properties: { code: { type: 'string', description: 'joinlab explain tells more' }, message: { type: 'string' }, next: { type: 'string', description: 'what to do' } } } } } },
    },
  };
}
