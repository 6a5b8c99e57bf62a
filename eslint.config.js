import js from '@eslint/js';
import globals from 'globals';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** `folder` may import nothing of ours but what `allowed` names. */
const zone = (folder, allowed) => ({
  target: `./src/${folder}`,
  from: './src',
  except: [folder, ...allowed].map((path) => `./${path}`),
  message: `src/${folder} may import only: ${allowed.join(', ') || 'packages'} (docs/architecture.md)`,
});

const SERVER_DOMAIN = ['server/rooms', 'server/ice', 'server/tickets'];
const CLIENT_EDGE = ['shared', 'client/call'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'playwright-report/', 'screenshots/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['*.js'] }, tsconfigRootDir: import.meta.dirname },
      globals: globals.node,
    },
    plugins: { 'import-x': importX },
    // Without these `no-cycle` does not look into TypeScript.
    settings: {
      'import-x/extensions': ['.ts', '.tsx'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            zone('shared', []),
            zone('server/rooms', ['shared']),
            zone('server/ice', ['shared']),
            zone('server/tickets', ['shared', 'server/rooms']),
            zone('server/limits', ['shared']),
            zone('server/listings', ['shared', 'server/rooms']),
            zone('server/cluster', ['shared', 'server/limits', 'server/signalling', ...SERVER_DOMAIN]),
            zone('server/store', ['shared', 'server/limits', ...SERVER_DOMAIN]),
            zone('server/signalling', ['shared', 'server/limits', ...SERVER_DOMAIN]),
            zone('server/http', ['shared', 'server/limits', ...SERVER_DOMAIN]),
            zone('server/admin', ['shared', 'server/limits', 'server/http', ...SERVER_DOMAIN]),
            zone('server/ops', ['shared', ...SERVER_DOMAIN]),
            zone('server', ['shared', 'build']),
            zone('client/call', ['shared']),
            zone('client/links', CLIENT_EDGE),
            zone('client/files', [...CLIENT_EDGE, 'client/browser']),
            zone('client/media', CLIENT_EDGE),
            zone('client/browser', [...CLIENT_EDGE, 'client/media']),
            zone('client/ui/kit', ['shared']),
            zone('client/ui', CLIENT_EDGE),
            zone('client', ['shared']),
            zone('build', ['shared']),
          ],
        },
      ],
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // With types alone in it, only `import type` goes away in the bundle.
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
      // Ours are made by factories and use no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // PeerJS and ws declare as classes what they take as plain options.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Playwright reads a fixture's needs from its first parameter, even when there are none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
      eqeqeq: 'error',
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['src/server/rooms/**', 'src/client/call/**', 'src/shared/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['window', 'document', 'navigator', 'location', 'setTimeout', 'setInterval', 'fetch', 'performance'].map(
          (name) => ({ name, message: 'Decisions have no I/O and no clock of their own: take a port.' }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now' },
        { object: 'Math', property: 'random' },
      ],
    },
  },
  {
    files: ['src/client/ui/**'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { globals: globals.browser },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  { files: ['**/*.{js,cjs}'], extends: [tseslint.configs.disableTypeChecked] },
  // What an old Node must be able to read is CommonJS, and in no TypeScript project.
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', parserOptions: { projectService: false } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
