/**
 * Words of charts are no behaviour: `description` is compared word for word by test/statechart-drawings-are-up-to-date.test.ts,
 * which looks at the files as written; `types` of `setup` is for the compiler only and never read. Neither is mutated.
 * Nor is a computed key in `const { [key()]: gone, ...rest } = all`: Stryker would put the declaration into a block of its own,
 * and even unmutated code would no longer find `rest`.
 */
import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

const chartCalls = ['setup', 'createMachine', 'createStateConfig'];

const calleeName = ({ callee }) => callee.name ?? callee.property?.name;
const isProperty = (path, name) => path.isObjectProperty() && path.node.key.name === name;

function shouldIgnore(path) {
  if (isProperty(path, 'description') && path.findParent((above) => above.isCallExpression() && chartCalls.includes(calleeName(above.node)))) return 'words of a chart';
  const call = isProperty(path, 'types') && path.parentPath.parentPath;
  if (call && call.isCallExpression() && calleeName(call.node) === 'setup') return 'types of a chart';
  if (path.parentPath?.isObjectProperty({ computed: true }) && path.key === 'key' && path.parentPath.parentPath.isObjectPattern()) return 'Stryker cannot place it';
  return undefined;
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'chart-words', { shouldIgnore })];
