#!/usr/bin/env node
import "../../../require-node.mjs";

// Later than the line above, which ends a Node that could not read it.
void import("./main.ts");
