import { fileURLToPath } from 'node:url';
import graphql from '@graphql-eslint/eslint-plugin';

/**
 * Rules of the GraphQL API (schema/README.md), for the operations we ship and for the schema itself. Runs from the
 * repository's root, because the schema lies beside this package: see `lint` in package.json.
 */
const languageOptions = {
  parser: graphql.parser,
  parserOptions: {
    graphQLConfig: {
      schema: fileURLToPath(new URL('../schema/schema.graphql', import.meta.url)),
      documents: fileURLToPath(new URL('operations/**/*.graphql', import.meta.url)),
    },
  },
};

export default [
  {
    files: ['frontend-contract/operations/**/*.graphql'],
    languageOptions,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      '@graphql-eslint/lone-executable-definition': 'error',
      '@graphql-eslint/match-document-filename': [
        'error',
        { fileExtension: '.graphql', query: 'kebab-case', mutation: 'kebab-case', fragment: 'kebab-case' },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          OperationDefinition: { style: 'PascalCase', forbiddenSuffixes: ['Query', 'Mutation'] },
          FragmentDefinition: { style: 'PascalCase', forbiddenSuffixes: ['Fragment'] },
          VariableDefinition: 'camelCase',
        },
      ],
      '@graphql-eslint/no-duplicate-fields': 'error',
      '@graphql-eslint/require-import-fragment': 'off',
      '@graphql-eslint/selection-set-depth': ['error', { maxDepth: 12 }],
    },
  },
  {
    files: ['schema/schema.graphql'],
    languageOptions,
    plugins: { '@graphql-eslint': graphql },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      // The generator writes what fits a line inline, the rest as a block.
      '@graphql-eslint/description-style': 'off',
      '@graphql-eslint/input-name': ['error', { checkInputType: true, caseSensitiveInputType: false }],
      // The lines of an invoice are read forwards only.
      '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
      // Short lists that need no pages are plain lists; their bound stands in the description.
      // Rows of logs are read in their list only, so they are no nodes.
      '@graphql-eslint/relay-edge-types': [
        'error',
        { listTypeCanWrapOnlyEdgeType: false, shouldImplementNode: false },
      ],
      '@graphql-eslint/require-deprecation-date': 'error',
      '@graphql-eslint/require-deprecation-reason': 'error',
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          // The directives of the specification, which the generator prints without the arguments' descriptions.
          ignoredSelectors: ['[type=DirectiveDefinition]', '[type=InputValueDefinition][parent.type=DirectiveDefinition]'],
        },
      ],
      // Values such as Money have no identity.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
];
