package ch.bexioclockodo.console;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.RunStore.StoredRun;
import java.time.Instant;
import java.util.Map;

/**
 * One run in a list.
 *
 * @param status the word of the contract, which also names the style
 * @param statusText the same in the language of the reader
 * @param done how many rows were done; null while it runs or when its process died
 */
record RunLine(
    long number,
    String kind,
    String status,
    String statusText,
    Instant startedAt,
    Instant finishedAt,
    String startedBy,
    Long done) {

  static RunLine of(StoredRun run) {
    Object done =
        run.report() == null
            ? null
            : ((Map<?, ?>) Json.readMap(run.report()).get("counts")).get("done");
    return new RunLine(
        run.id(),
        Messages.text("cli.run." + run.kind()),
        run.status(),
        statusText(run.status()),
        run.startedAt(),
        run.finishedAt(),
        who(run.startedBy()),
        done instanceof Number number ? number.longValue() : null);
  }

  /** Without what only tells two owners of the lock apart. */
  private static String who(String owner) {
    int process = owner.indexOf(", process ");
    return process < 0 ? owner : owner.substring(0, process);
  }

  static String statusText(String status) {
    return Messages.text("console.status." + status);
  }
}
