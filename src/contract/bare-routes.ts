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
  '/contact-imports': {
    post: {
      operationId: 'contacts.upload',
      summary: 'Upload a CSV file of contacts; its columns are guessed, nothing is written yet',
      description: 'A file that cannot be read (422, code `csv_refused`) names its rule and sentence under `errors`.',
      tags: ['contacts'],
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
        '200': {
          description: 'OK',
          content: { 'application/json': { schema: z.toJSONSchema(z.object({ id: z.uuid() })) } },
        },
      },
    },
  },
  '/contact-imports/{id}/result': {
    get: {
      operationId: 'contacts.importResult',
      summary: 'What became of each line of an import, as CSV',
      tags: ['contacts'],
      parameters: [idInPath],
      responses: { '200': { description: 'OK', ...bytes } },
    },
  },
  '/contacts/export': {
    get: {
      operationId: 'contacts.export',
      summary: 'All contacts, or those that the filters of the list leave, as CSV',
      tags: ['contacts'],
      parameters: ['search', 'optOut', 'ticket', 'duplicate', 'created', 'active', 'delimiter'].map((name) => ({
        name,
        in: 'query',
        schema: { type: 'string' },
      })),
      responses: { '200': { description: 'OK', ...bytes } },
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
