/** What the scripts and tests share: where things are, and which operations an app ships. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Folders of `operations/` that make up each app; both portals sign in and list sessions in the same way. */
export const APPS = {
  'customer-portal': ['shared', 'customer-portal'],
  'reseller-app': ['shared', 'reseller-app'],
  staff: ['shared', 'staff'],
};

export const read = (path) => readFileSync(`${ROOT}/${path}`, 'utf8');

/** The schema as it is, or as it was released. */
export const schema = (path = '../schema/schema.graphql') => buildSchema(read(path));

/** The `.graphql` files of a folder, sorted, as paths from the package's root. */
export const documentsIn = (folder) =>
  readdirSync(`${ROOT}/${folder}`)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => `${folder}/${file}`);

/** All operations and fragments. */
export const allDocuments = () =>
  ['fragments', ...new Set(Object.values(APPS).flat())].flatMap((folder) => documentsIn(`operations/${folder}`));
