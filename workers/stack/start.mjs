// Must be readable by Nodes that are too old: nothing newer than import() before the check.
// biome-ignore lint/style/useNodejsImportProtocol: old Nodes do not know it
import('fs').then((fs) => {
  const text = fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const wanted = JSON.parse(text).engines.node;
  return import('./wanted-node.mjs').then((check) => {
    if (check.isWantedNode(process.versions.node, wanted)) return import('./bootstrap.mjs');
    console.error(`Streamscope needs Node ${wanted}; found ${process.versions.node}. Nothing was installed.`);
    process.exitCode = 1;
  });
});
