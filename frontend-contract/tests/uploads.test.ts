/** Files for tickets, by both ways that README.md tells of: as a part of a request, and by a link. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { print } from 'graphql';
import { RequestTicketUploadDocument, UploadTicketAttachmentDocument } from '../src/index.js';
import { signIn, urql } from './clients.js';
import { type Answer, Browser, demo } from './server.js';

interface Uploaded {
  readonly uploadTicketAttachment: {
    readonly attachment: { readonly fileName: string; readonly mediaType: string; readonly sizeBytes: number; readonly url: string } | null;
    readonly userErrors: readonly { readonly code: string; readonly field: string | null }[];
  };
}

async function customer(): Promise<{ browser: Browser; customerId: string }> {
  const browser = new Browser();
  await signIn(urql(browser), 'customer');
  const { data } = await browser.post<{ viewer: { customer: { id: string } } }>('{ viewer { customer { id } } }');
  assert.ok(data);
  return { browser, customerId: data.viewer.customer.id };
}

async function upload(browser: Browser, customerId: string, file: File): Promise<Answer<Uploaded>> {
  const form = new FormData();
  const variables = { input: { customerId, file: null } };
  form.set('operations', JSON.stringify({ query: print(UploadTicketAttachmentDocument), variables }));
  form.set('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.set('0', file);
  return (await (await browser.fetch(browser.graphql, { method: 'POST', body: form })).json()) as Answer<Uploaded>;
}

test('a file goes with a request, and its link opens it as a download', async () => {
  const { browser, customerId } = await customer();
  const { data, errors } = await upload(browser, customerId, new File(['The light is red.'], 'router.log', { type: 'text/plain' }));
  assert.deepEqual(errors, undefined);
  const attachment = data?.uploadTicketAttachment.attachment;
  assert.ok(attachment, JSON.stringify(data));
  assert.deepEqual([attachment.fileName, attachment.mediaType, attachment.sizeBytes], ['router.log', 'text/plain', 17]);
  const answer = await fetch(new URL(attachment.url, demo().url));
  assert.equal(await answer.text(), 'The light is red.');
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="router.log"');
});

test('a page that calls itself a text is refused', async () => {
  const { browser, customerId } = await customer();
  const { data } = await upload(browser, customerId, new File(['<html>'], 'router.log', { type: 'text/plain' }));
  const [error] = data?.uploadTicketAttachment.userErrors ?? [];
  assert.deepEqual([error?.code, error?.field], ['INVALID_INPUT', 'file']);
});

test('a file goes to a link, once', async () => {
  const { browser, customerId } = await customer();
  const input = { customerId, fileName: 'router.log', sizeBytes: 5 };
  const { data } = await browser.post<{ requestTicketUpload: { upload: { url: string } | null } }>(print(RequestTicketUploadDocument), { input });
  const path = data?.requestTicketUpload.upload?.url;
  assert.ok(path);
  const put = () => fetch(new URL(path, demo().url), { method: 'PUT', body: 'words' });
  assert.equal((await put()).status, 204);
  assert.equal((await put()).status, 404);
});
