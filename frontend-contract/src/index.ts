export * from './documents.js';
export * from './errors.js';
