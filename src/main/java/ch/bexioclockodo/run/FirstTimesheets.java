package ch.bexioclockodo.run;

import ch.bexioclockodo.bexio.Timesheet;
import ch.bexioclockodo.ledger.EchoRule;
import ch.bexioclockodo.ledger.EchoRuleStore;
import ch.bexioclockodo.ledger.EchoVerdict;
import ch.bexioclockodo.ledger.FirstTimesheetStore;
import ch.bexioclockodo.ledger.FirstTimesheetStore.State;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.Json;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Variable;

/**
 * Lets the first timesheet of a connection, and the first of each fictional user, go alone, and
 * compares what bexio made of it before anything else leaves.
 */
public final class FirstTimesheets extends ConnectorBean {

  /** The exchange variable that holds the row that goes alone. */
  public static final String PROOF = "bexioClockodoProof";

  /** The exchange variable that holds the chunk it is taken from. */
  public static final String CHUNK = "bexioClockodoChunk";

  /** So many rows may be refused one after the other before the chunk goes without a proof. */
  private static final int MOST_CANDIDATES = 3;

  private static final Pattern USER = Pattern.compile("\"user_id\":(\\d{1,18})");

  /** The rows of a chunk that go alone; those of refused users do not go at all. */
  public List<Proof> firsts(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(CHUNK) List<Sending> chunk)
      throws SQLException {
    Proofs proofs = proofs(run);
    refuse(run, chunk);
    if (proofs.isNothingToProve()) {
      return List.of();
    }
    List<Proof> firsts = new ArrayList<>();
    Set<Long> users = new HashSet<>();
    int candidates = 0;
    for (Sending sending : chunk) {
      if (sending.action() == Action.CREATE && sending.isOpen()) {
        long user = userOf(run, sending);
        boolean ofConnection = !proofs.isConnectionProven() && candidates < MOST_CANDIDATES;
        if (ofConnection || proofs.isToBeProven(user) && users.add(user)) {
          candidates++;
          firsts.add(new Proof(proofs, sending, user, ofConnection));
        }
      }
    }
    return firsts;
  }

  private Proofs proofs(ActiveRun run) throws SQLException {
    if (run.dispatch().proofs() == null) {
      String connection = run.request().connection();
      run.dispatch()
          .proofs(
              inTransaction(
                  database ->
                      new Proofs(
                          FirstTimesheetStore.all(database, connection),
                          new Links(LinkStore.all(database, connection))
                              .of(LinkKind.FICTIONAL_USER).stream()
                                  .map(Link::bexioId)
                                  .collect(Collectors.toSet()))));
    }
    return run.dispatch().proofs();
  }

  private static long userOf(ActiveRun run, Sending sending) {
    Matcher user =
        USER.matcher(
            sending.dependsOn().isEmpty() || !run.dispatch().isReady(sending)
                ? sending.payload()
                : run.dispatch().resolved(sending));
    return user.find() ? Long.parseLong(user.group(1)) : 0;
  }

  /** Rows of users whom bexio has refused need a person, once for each user. */
  private static void refuse(ActiveRun run, List<Sending> chunk) {
    Proofs proofs = run.dispatch().proofs();
    if (!proofs.isAnyRefused()) {
      return;
    }
    for (Sending sending : chunk) {
      if (sending.action() == Action.CREATE
          && sending.isOpen()
          && proofs.isRefused(userOf(run, sending))) {
        sending.outcome(Outcome.of(Outcome.Kind.USER_REFUSED, run.dispatch().refusal()));
      }
    }
  }

  /** Decides what the row that went alone has shown. */
  public void conclude(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(PROOF) Proof proof,
      @Variable(CHUNK) List<Sending> chunk)
      throws SQLException {
    Outcome outcome = proof.getSending().outcome();
    switch (outcome.kind()) {
      case DONE -> compared(run, proof);
      case REFUSED -> refused(run, proof, chunk);
      case UNKNOWN ->
          run.end(
              Ending.INTERRUPTED,
              "first-row.unknown",
              Messages.text("problem.first-row.unknown", who(proof), outcome.message()));
      default -> {}
    }
  }

  /**
   * Nothing leaves before what must be proven first is proven: it waits for the next candidates.
   */
  public void holdBack(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(CHUNK) List<Sending> chunk) {
    Proofs proofs = run.dispatch().proofs();
    if (proofs.isNothingToProve()) {
      return;
    }
    for (Sending sending : chunk) {
      if (sending.action() == Action.CREATE
          && sending.isOpen()
          && (!proofs.isConnectionProven() || proofs.isToBeProven(userOf(run, sending)))) {
        sending.outcome(Outcome.of(Outcome.Kind.NOT_SENT, "the first timesheet is not proven yet"));
      }
    }
  }

  private void compared(ActiveRun run, Proof proof) throws SQLException {
    Timesheet there = proof.seen();
    if (there == null) {
      run.end(
          Ending.INTERRUPTED,
          "first-row.unread",
          Messages.text("problem.first-row.unread", who(proof), proof.getSending().outcome().id()));
      return;
    }
    String connection = run.request().connection();
    EchoRule known = inTransaction(database -> EchoRuleStore.rule(database, connection));
    Timesheet sent = Timesheet.read(run.dispatch().resolved(proof.getSending()));
    EchoVerdict verdict = EchoVerdict.of(known, sent, there);
    boolean asKnown = known.equals(verdict.rule());
    boolean learns = verdict.rule() != null && settings().learnsFromFirstRow();
    if (!asKnown && !learns) {
      run.end(
          Ending.FAILED,
          "first-row.different",
          Messages.text(
              verdict.rule() == null
                  ? "problem.first-row.different"
                  : "problem.first-row.learnable",
              who(proof),
              there.id(),
              differences(verdict, sent, there)));
      return;
    }
    if (!asKnown) {
      inTransaction(
          database -> {
            EchoRuleStore.learn(database, connection, verdict.rule(), clock().instant());
            return null;
          });
      run.problem(
          "first-row.learnt",
          Messages.text("problem.first-row.learnt", differences(verdict, sent, there)));
    }
    know(run, FirstTimesheetStore.CONNECTION, State.PROVEN, null);
    if (run.dispatch().proofs().isFictional(proof.user())) {
      know(run, proof.user(), State.PROVEN, null);
    }
  }

  private static String differences(EchoVerdict verdict, Timesheet sent, Timesheet there) {
    return verdict.different().stream()
        .map(field -> field + ": " + sent.fields().get(field) + " → " + there.fields().get(field))
        .collect(Collectors.joining("; "));
  }

  private void refused(ActiveRun run, Proof proof, List<Sending> chunk) throws SQLException {
    String message = proof.getSending().outcome().message();
    if (run.dispatch().proofs().isFictional(proof.user())) {
      know(run, proof.user(), State.REFUSED, message);
      run.dispatch().refusal(message);
      refuse(run, chunk);
    } else if (!settings().learnsFromFirstRow()) {
      run.end(
          Ending.FAILED,
          "first-row.refused",
          Messages.text("problem.first-row.refused", who(proof), message));
    }
  }

  private void know(ActiveRun run, long user, State state, String message) throws SQLException {
    run.dispatch().proofs().know(user, state);
    inTransaction(
        database -> {
          FirstTimesheetStore.save(
              database, run.request().connection(), user, state, message, clock().instant());
          return null;
        });
  }

  /** The row in words: its entry, when and whose it is. */
  private static String who(Proof proof) {
    Map<String, Object> source = Json.readMap(proof.getSending().source());
    return proof.getSending().sourceId()
        + ", "
        + source.get("date")
        + ", "
        + name(source.get("customer"))
        + ", "
        + name(source.get("user"));
  }

  private static Object name(Object thing) {
    return thing instanceof Map<?, ?> named ? named.get("name") : "–";
  }
}
