import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback, useEffect, useState, type SubmitEvent } from 'react';
import { EXAMPLES, firstLine } from './examples';
import { fetchTenants, roleLabel, samePortalId, type Login, type Tenant } from './logins';
import { signIn, signOut, whoAmI, type Outcome, type WhoAmI } from './session';
import { onSessionDoubt } from './sessionEvents';
import { unusedCode } from './totp';

/** The authenticator app of a demo sign-in, where it has one. */
const appOf = ({ totpSecret }: Login) => (totpSecret === undefined ? undefined : () => unusedCode(totpSecret));

/** The bar above the editor: whose portal this is, who is signed in, and how to become someone else. */
export function Panel() {
  const [tenants, setTenants] = useState<Tenant[] | null>(null);
  const [who, setWho] = useState<WhoAmI | null>(null);
  const [messages, setMessages] = useState<string[]>([]);
  const [status, setStatus] = useState('');
  const [busy, setBusy] = useState(false);
  const { introspect } = useGraphiQLActions();
  const openExample = useOpenExample();

  const refresh = useCallback(async () => {
    const answer = await whoAmI();
    if (answer.ok) setWho(answer.value);
    else setMessages(answer.messages);
  }, []);

  useEffect(() => {
    void refresh();
    fetchTenants().then(setTenants, (error: unknown) => setMessages([String(error)]));
    return onSessionDoubt(() => void refresh());
  }, [refresh]);

  const act = async (what: () => Promise<Outcome<void>>, done: string, then?: () => void) => {
    if (busy) return;
    setBusy(true);
    setMessages([]);
    setStatus('');
    const outcome = await what();
    if (outcome.ok) {
      await refresh();
      // What the schema shows may depend on the caller.
      void introspect();
      setStatus(done);
      then?.();
    } else {
      setMessages(outcome.messages);
    }
    setBusy(false);
  };

  const logins = tenants?.find(({ host }) => host === location.hostname)?.logins ?? [];
  const others = tenants?.filter(({ host }) => host !== location.hostname) ?? [];
  const account = who?.viewer?.account;
  const known = account && logins.find(({ portalId }) => samePortalId(portalId, account.portalId));

  const enter = (login: Login) =>
    act(
      () => signIn(login.portalId, login.password, appOf(login)),
      `Signed in as ${login.name}, ${roleLabel(login.role)}.`,
      () => openExample(login.role),
    );

  return (
    <>
      <a className="skip" href="#editor">Skip to the editor</a>
      <div className="bar">
        <h1>
          Portico playground{who?.tenant && <span className="tenant">{who.tenant.name}</span>}
        </h1>
        <div className="who" data-signed-in={account ? account.portalId : ''}>
          {account ? (
            <>
              <span>
                Signed in as <strong>{known?.name ?? account.portalId}</strong>{' '}
                <span className="dim">
                  {known ? `${roleLabel(known.role)} · ${account.portalId}` : account.kind}
                </span>
              </span>
              <button type="button" aria-disabled={busy} onClick={() => void act(signOut, 'Signed out.')}>
                Sign out
              </button>
            </>
          ) : (
            <span className="dim">Not signed in</span>
          )}
        </div>
        <nav aria-label="Elsewhere">
          {others.map(({ slug, host }) => (
            <a key={slug} href={`//${host}${location.port && `:${location.port}`}/playground`} data-other-isp={host}>
              Other ISP: {slug}
            </a>
          ))}
          <a href="/schema.graphql">Schema (SDL)</a>
          <button type="button" className="link" onClick={resetTabs} title="Forget what was typed here and open the examples anew">
            Reset examples
          </button>
        </nav>
      </div>
      <section className="sign-in" aria-label="Sign in" aria-busy={busy}>
        {logins.length > 0 && (
          <ul className="logins" aria-label="Demo sign-ins">
            {logins.map((login) => (
              <li key={login.portalId}>
                <button
                  type="button"
                  data-role={login.role}
                  aria-pressed={known === login}
                  aria-disabled={busy}
                  title={`Sign in with ${login.portalId} and open the examples of this role`}
                  onClick={() => void enter(login)}
                >
                  <span className="role">{roleLabel(login.role)}</span> {login.name}
                </button>
              </li>
            ))}
          </ul>
        )}
        <SignInForm
          folded={logins.length > 0}
          busy={busy}
          onSubmit={(portalId, password) => void act(() => signIn(portalId, password), `Signed in as ${portalId}.`)}
        />
      </section>
      <p role="status" className="visually-hidden">{status}</p>
      <div role="alert">
        {messages.length > 0 && (
          <ul className="messages">
            {messages.map((message) => <li key={message}>{message}</li>)}
            <li><button type="button" className="link" onClick={() => setMessages([])}>Dismiss</button></li>
          </ul>
        )}
      </div>
    </>
  );
}

interface FormProps {
  /** Behind a disclosure, where buttons already offer the usual sign-ins. */
  folded: boolean;
  busy: boolean;
  onSubmit: (portalId: string, password: string) => void;
}

function SignInForm({ folded, busy, onSubmit }: FormProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    onSubmit(String(fields.get('portalId')), String(fields.get('password')));
  };
  const form = (
    <form onSubmit={submit}>
      <label>
        Portal ID <input name="portalId" autoComplete="username" required spellCheck={false} autoCapitalize="characters" />
      </label>
      <label>
        Password <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" aria-disabled={busy}>Sign in</button>
    </form>
  );
  if (!folded) return form;
  return (
    <details>
      <summary>Another account</summary>
      {form}
    </details>
  );
}

/** Brings the tab of a role to the front; makes it anew where the reader has closed it. */
function useOpenExample(): (role: string) => void {
  const tabs = useGraphiQL((state) => state.tabs);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const { addTab, changeTab } = useGraphiQLActions();
  return (role) => {
    const example = EXAMPLES.find((candidate) => candidate.role === role);
    if (!example) return;
    const open = tabs.findIndex(({ query }) => query?.startsWith(firstLine(example.query)));
    if (open >= 0) {
      changeTab(open);
    } else {
      addTab();
      queryEditor?.setValue(example.query);
      variableEditor?.setValue(example.variables ?? '');
    }
  };
}

/**
 * Without what it keeps of the tabs GraphiQL starts from the examples; its history and theme stay.
 * Forgotten only when the page goes: GraphiQL writes half a second late, and would write again.
 */
function resetTabs() {
  window.addEventListener('pagehide', () => {
    for (const key of ['tabState', 'query', 'variables']) localStorage.removeItem(`graphiql:${key}`);
  });
  location.reload();
}
