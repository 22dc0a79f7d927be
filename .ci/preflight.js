// Plain JavaScript on purpose: it must run on the Node it refuses.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  console.error(`Cartograph needs Node 24 or newer and this is ${process.version}: install Node 24 (see .nvmrc) and try again.`);
  process.exit(1);
}
