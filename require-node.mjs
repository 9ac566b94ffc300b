// Plain JavaScript on purpose: it must be read by a Node that cannot read TypeScript.
const needed = [22, 19];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(
    `EvalBoard needs Node ${needed.join(".")} or newer, yours is ${process.versions.node}.\n`,
  );
  process.exit(1);
}
