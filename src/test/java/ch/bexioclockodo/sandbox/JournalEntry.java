package ch.bexioclockodo.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One request as the sandbox saw it.
 *
 * @param number order of arrival over both sides, from 1
 * @param side bexio or clockodo
 * @param path without host, without clockodo's {@code /api}
 * @param headers names in lower case, credentials masked
 * @param body as received, empty when there was none
 * @param status 0 when no answer was sent
 * @param responseBody as it was meant to be sent, empty when none
 * @param committed whether the request changed the state; of a late commit it becomes true later
 * @param route method and path template, for example {@code GET /2.0/timesheet/{id}}
 * @param rowKey which row a write is about; see {@link Faults}
 * @param attempt how many requests had the same route and row key, this one included
 * @param fault names of the faults applied, empty when none
 * @param instant by the sandbox's clock
 */
public record JournalEntry(
    int number,
    String side,
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body,
    int status,
    String responseBody,
    boolean committed,
    String route,
    String rowKey,
    int attempt,
    String fault,
    Instant instant) {

  /** A committed or attempted change of data; searches are none, although they are POSTs. */
  public boolean write() {
    return !method.equals("GET") && !route.endsWith("/search");
  }

  JournalEntry committedLate() {
    return new JournalEntry(
        number,
        side,
        method,
        path,
        query,
        headers,
        body,
        status,
        responseBody,
        true,
        route,
        rowKey,
        attempt,
        fault,
        instant);
  }
}
