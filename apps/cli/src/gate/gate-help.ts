/** What stands below the options of `evalboard gate --help`. */
export const gateHelp = `
A label means the runs that were imported with it (evalboard import --label main):
of each model, dataset and prompt the one that was started last. Each run is
compared, item by item, with the baseline's run of the same model, dataset and
prompt; a baseline that is one run, by its id, is compared with all of them. The
verdict is the server's: improved, worse, no clear change, or too few items to tell.

Examples:
  evalboard gate --run pr-42 --baseline main
  evalboard gate --run pr-42 --baseline main --fail-if worse,too-few-items
  evalboard gate --run pr-42 --baseline main --markdown gate.md --json gate.json

Exit codes:
  0    passed
  1    failed: the verdict on a run is one that --fail-if names
  2    not judged: wrong usage, no such run, nothing to compare with, or the server
       is away
  130  interrupted`;
