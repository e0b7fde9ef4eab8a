import { createHash } from 'node:crypto';
import { addTypenameToDocument } from '@apollo/client/utilities';
import type { CodegenConfig } from '@graphql-codegen/cli';
import { type DocumentNode, print } from 'graphql';

/**
 * Caching clients add `__typename` to what they send, and a manifest holds the hash of what is sent. So it is added
 * here, by Apollo Client's own function; the clients then find nothing left to add.
 */
const withTypenames = {
  transform: ({ documents }: { documents: { document?: DocumentNode }[] }) =>
    documents.map((file) => (file.document ? { ...file, document: addTypenameToDocument(file.document) } : file)),
};

/** The id of a trusted document: the SHA-256 of its text as a client prints it. */
const trustedId = (document: DocumentNode) => ({
  hash: createHash('sha256').update(print(document)).digest('hex'),
});

const config: CodegenConfig = {
  schema: '../schema/schema.graphql',
  documents: 'operations/**/*.graphql',
  importExtension: '.js',
  generates: {
    'generated/documents/': {
      preset: 'client',
      documentTransforms: [withTypenames],
      // The id is embedded as `__meta__.hash`: see src/documents.ts.
      presetConfig: { fragmentMasking: false, onExecutableDocumentNode: trustedId },
      config: {
        // A scalar that is not listed here stops the generator.
        strictScalars: true,
        defaultScalarType: 'never',
        scalars: {
          BigInt: 'string',
          CurrencyCode: 'string',
          Cursor: 'string',
          Date: 'string',
          DateTime: 'string',
          Decimal: 'string',
          EmailAddress: 'string',
          ID: 'string',
          IPAddress: 'string',
          URL: 'string',
          Upload: '{ readonly name?: string } | null',
        },
        enumType: 'string-literal',
        immutableTypes: true,
        useTypeImports: true,
      },
    },
  },
};

export default config;
