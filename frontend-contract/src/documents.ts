/** The typed operations and what a client needs to send them. */
import type { DocumentNode } from 'graphql';

export * from '../generated/documents/graphql.js';

/** Name of the header without which the cookie does not count on some requests; its value is the app's name and version. */
export const CLIENT_HEADER = 'x-portico-client';

/** Asks for the media type whose refusals clients can read whatever their status is. */
export const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

/** The id under which the app's manifest lists this operation: the SHA-256 of its text, in hex. */
export function trustedId(document: DocumentNode): string {
  const { __meta__: meta } = document as { __meta__?: { hash?: string } };
  if (!meta?.hash) throw new Error('not a document of this package: it has no id');
  return meta.hash;
}
