import { createHash } from 'node:crypto';
import { Kind, parse } from 'graphql';

interface Tab {
  id: string;
  title: string;
  query: string;
  variables: string | null;
  headers: null;
  operationName: string | null;
  response: null;
}

const idOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** An example may start with its variables: `# variables: {"sku": "MUG-CLASSIC"}` on the first line. */
function tabOf(example: string): Tab {
  const operation = parse(example).definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  const name = operation?.name?.value ?? null;
  const variables = /^# variables: (\{.*\})$/m.exec(example)?.[1];
  return {
    id: idOf(example),
    title: name ?? 'Untitled',
    query: example,
    variables: variables === undefined ? null : JSON.stringify(JSON.parse(variables), null, 2),
    headers: null,
    operationName: name,
    response: null,
  };
}

/**
 * GraphiQL keeps its tabs in the browser's storage and the ready-made bundle takes no other. They are put there before it starts,
 * once for each set of examples, so that what a visitor typed since then stays.
 */
export function exampleTabs(examples: readonly string[]): string {
  const tabs = examples.map(tabOf);
  const [first] = tabs;
  if (!first) return '';
  const state = inScript({ tabs, activeTabIndex: 0 });
  return `<script>
if (localStorage.getItem('cartograph:examples') !== ${inScript(idOf(examples.join()))}) {
localStorage.setItem('graphiql:tabState', JSON.stringify(${state}));
localStorage.setItem('graphiql:query', ${inScript(first.query)});
localStorage.setItem('graphiql:variables', ${inScript(first.variables ?? '')});
localStorage.setItem('cartograph:examples', ${inScript(idOf(examples.join()))});
}
</script>`;
}

/** JSON that cannot end the script element it stands in. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
