import * as z from 'zod'
import { mediaType, mediaUse, StoredFile } from './files.ts'

const idInPath = { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }
const bytes = { content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }
const download = {
  name: 'download',
  in: 'query',
  schema: { type: 'string' },
  allowEmptyValue: true,
  description: 'As an attachment.',
}

/** Routes whose bodies are files; they stand beside the contract, which knows JSON alone. As OpenAPI says it. */
export const bareRoutes = {
  '/files': {
    post: {
      operationId: 'files.upload',
      summary: 'Upload a file to be sent, judged by its bytes and kept once',
      description:
        'A refused file (422, code `file_refused`) names its rule and sentence under `errors`; nothing of it is kept. ' +
        'More than 16 MB, or 100 MB for what is written freely, is not read to its end (413).',
      tags: ['workspace'],
      parameters: [
        { name: 'type', in: 'query', required: true, schema: z.toJSONSchema(mediaType) },
        { name: 'use', in: 'query', schema: z.toJSONSchema(mediaUse, { io: 'input' }) },
      ],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              required: ['file'],
              properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
            },
          },
        },
      },
      responses: {
        '200': { description: 'OK', content: { 'application/json': { schema: z.toJSONSchema(StoredFile) } } },
      },
    },
  },
  '/files/{id}': {
    get: {
      operationId: 'files.get',
      summary: 'The bytes of a file of ours, for whoever brought it or may read a message with it',
      tags: ['workspace'],
      parameters: [idInPath, download],
      responses: { '200': { description: 'OK', ...bytes } },
    },
  },
  '/media/{id}': {
    get: {
      operationId: 'media.get',
      summary: "The bytes of a contact's file, for whoever may read its message",
      tags: ['workspace'],
      parameters: [idInPath, download],
      responses: { '200': { description: 'OK', ...bytes } },
    },
  },
}
