import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { useGraphiQL } from '@graphiql/react';
import { GraphiQL, type GraphiQLProps } from 'graphiql';
import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { post } from './api';
import { EXAMPLES } from './examples';
import { Panel } from './Panel';
import { sessionMayHaveChanged } from './sessionEvents';

// GraphiQL compares these by identity: made once, outside of any render.
const PLUGINS = [explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN];

const TABS = EXAMPLES.map(({ query, variables }) => ({ query, variables }));

const fetcher: GraphiQLProps['fetcher'] = async (params, options) => {
  const answer = await post<Record<string, unknown>>(params, options?.headers);
  if (/\bmutation\b/.test(params.query)) sessionMayHaveChanged();
  // GraphiQL's own type asks for its library's error class; what comes over the wire is plain JSON.
  return answer as Awaited<ReturnType<typeof fetcher>>;
};

/**
 * The panel stands above the editor in the page, and inside GraphiQL in React's tree: so it can
 * open tabs and read the schema anew, and still comes first for keyboard and screen reader.
 */
export function App() {
  const panel = document.getElementById('panel');
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={PLUGINS}
      defaultTabs={TABS}
      defaultEditorToolsVisibility="variables"
      // A bearer token typed into the headers box is not to be kept in the browser.
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
    >
      <GraphiQL.Logo>
        <span hidden />
      </GraphiQL.Logo>
      <FitEditors />
      {panel && createPortal(<Panel />, panel)}
    </GraphiQL>
  );
}

/** Half a screen is narrow for comments and answers; GraphiQL has no property for either of these. */
function FitEditors() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, headerEditor, responseEditor }) => ({
    queryEditor,
    variableEditor,
    headerEditor,
    responseEditor,
  }));
  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions({ fontSize: 13, wordWrap: 'on' });
  }, [editors]);
  return null;
}
