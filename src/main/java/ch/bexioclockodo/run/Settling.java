package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.BexioAnswer;
import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.Doubt;
import ch.bexioclockodo.ledger.DoubtStore;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.EchoRuleStore;
import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.ledger.InvoiceRow;
import ch.bexioclockodo.ledger.InvoiceState;
import ch.bexioclockodo.ledger.ReadBack;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/**
 * Settles writes of unknown outcome by looking into bexio, before a run plans and after it has
 * sent: what is found is claimed, what is not found after the settle time may be sent again, and
 * what is only near is for a person.
 */
public final class Settling extends ConnectorBean {

  /** The exchange variable that holds the look into bexio that is going on. */
  public static final String LOOK = "bexioClockodoLook";

  private static final int NOT_FOUND = 404;

  /** While it waits for the first look, the lease is kept alive. */
  private static final Duration HOLD_EVERY = Duration.ofSeconds(20);

  /**
   * Waits until the first look after the last row was sent finds most of what arrived although its
   * answer was lost.
   */
  public void awaitFirstLook(@Variable(Runs.VARIABLE) ActiveRun run)
      throws SQLException, InterruptedException {
    Instant lookAt =
        Stream.concat(
                unknown(run).stream().map(Doubt::sentAt),
                unknownDrafts(run).stream().map(InvoiceRow::sentAt))
            .max(Instant::compareTo)
            .map(sent -> sent.plus(settings().firstLook()))
            .orElse(Instant.MIN);
    for (Duration wait = Duration.between(clock().instant(), lookAt);
        !lookAt.equals(Instant.MIN) && !wait.isNegative() && !wait.isZero();
        wait = Duration.between(clock().instant(), lookAt)) {
      run.lock().hold();
      if (stop().pause(wait.compareTo(HOLD_EVERY) < 0 ? wait : HOLD_EVERY)) {
        return;
      }
    }
  }

  /** Where to look: one search for each signature of creates, one question for each change. */
  public List<Look> looks(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    Map<Doubt.Signature, List<Doubt>> creates = new LinkedHashMap<>();
    List<Look> looks = new ArrayList<>();
    for (Doubt doubt : unknown(run)) {
      if (run.isStarted() && doubt.plan() != run.planId()) {
        // What others left was looked for before this run planned.
        continue;
      }
      if (Doubt.CREATE.equals(doubt.operation())) {
        creates.computeIfAbsent(doubt.signature(), key -> new ArrayList<>()).add(doubt);
      } else {
        looks.add(Look.byId(doubt));
      }
    }
    creates.forEach((signature, doubts) -> looks.add(Look.bySignature(signature, doubts)));
    run.settlement(new Settlement(clock().instant().minus(settings().settle())));
    return looks;
  }

  /** Takes one page of a search. */
  public void takePage(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(LOOK) Look look,
      @Body List<Timesheet> page) {
    run.holdLease();
    look.take(page);
  }

  /** Takes the answer to a question by id; only bexio's own 404 says that there is none. */
  public void takeOne(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(LOOK) Look look, Exchange exchange) {
    run.holdLease();
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    if (status != NOT_FOUND) {
      look.take(Timesheet.read(body));
    } else if (BexioAnswer.isBexioError(body)) {
      look.take((Timesheet) null);
    } else {
      throw new RunFailure(
          "bexio.not-found", Messages.text("problem.foreign-404", "bexio", look.getPath()));
    }
  }

  /** Keeps what a look has seen. */
  public void seen(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(LOOK) Look look)
      throws SQLException {
    if (look.doubts().stream().allMatch(doubt -> Doubt.CREATE.equals(doubt.operation()))) {
      ReadBack readBack = readBack(run, look.found());
      Map<Doubt, Timesheet> exact = readBack.exact(look.doubts(), look.found());
      run.settlement().arrived(exact);
      if (readBack.exact(look.doubts(), look.found()).isEmpty()) {
        run.settlement().withoutTwin(exact.keySet());
      }
      look.doubts().stream()
          .filter(doubt -> !exact.containsKey(doubt))
          .forEach(run.settlement()::notFound);
    } else {
      run.settlement().stands(look.doubts().get(0), look.single());
    }
  }

  /** Where to look for what might be it, of everything whose settle time has passed. */
  public List<Look> nearLooks(@Variable(Runs.VARIABLE) ActiveRun run) {
    Instant settledBefore = run.settlement().settledBefore();
    Map<Long, List<Doubt>> byUser = new TreeMap<>();
    for (Doubt doubt : run.settlement().notFound()) {
      if (doubt.sentAt().isBefore(settledBefore)) {
        byUser.computeIfAbsent(doubt.sent().userId(), user -> new ArrayList<>()).add(doubt);
      }
    }
    List<Look> looks = new ArrayList<>();
    byUser.forEach((user, doubts) -> looks.add(Look.byUser(user, doubts)));
    return looks;
  }

  /** Keeps what was found near, or that nothing was. */
  public void seenNear(@Variable(Runs.VARIABLE) ActiveRun run, @Variable(LOOK) Look look)
      throws SQLException {
    ReadBack readBack = readBack(run, look.found());
    // What the narrow search missed although it is exactly what was sent is no stranger.
    Map<Doubt, Timesheet> exact = readBack.exact(look.doubts(), look.found());
    run.settlement().arrived(exact);
    for (Doubt doubt : look.doubts()) {
      if (!exact.containsKey(doubt)) {
        run.settlement().near(doubt, readBack.near(doubt, look.found()));
      }
    }
  }

  /** Writes down what is known now, in one transaction. */
  public void record(@Variable(Runs.VARIABLE) ActiveRun run) throws SQLException {
    run.lock().hold();
    Instant now = clock().instant();
    EchoRule rule = rule(run);
    inTransaction(
        database -> {
          run.lock().fence(database);
          run.settlement().record(database, run, rule, now);
          return null;
        });
  }

  private ReadBack readBack(ActiveRun run, List<Timesheet> found) throws SQLException {
    Set<Long> claimed = new HashSet<>(run.settlement().claimed());
    claimed.addAll(
        inTransaction(
            database ->
                DoubtStore.claimed(
                    database,
                    run.identity().bexioCompany(),
                    found.stream().map(Timesheet::id).toList())));
    return new ReadBack(rule(run), claimed);
  }

  private EchoRule rule(ActiveRun run) throws SQLException {
    return inTransaction(database -> EchoRuleStore.rule(database, run.request().connection()));
  }

  private List<InvoiceRow> unknownDrafts(ActiveRun run) throws SQLException {
    return inTransaction(
        database -> InvoiceDrafts.in(database, run.request().connection(), InvoiceState.UNKNOWN));
  }

  private List<Doubt> unknown(ActiveRun run) throws SQLException {
    return inTransaction(database -> DoubtStore.unknown(database, run.request().connection()));
  }
}
