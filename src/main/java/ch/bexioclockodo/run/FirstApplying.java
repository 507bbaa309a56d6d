package ch.bexioclockodo.run;

import ch.bexioclockodo.connection.DurableCommit;
import ch.bexioclockodo.ledger.Outcome;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.FirstRowStore;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what stands on top of an export's plan, one after the other: intent, call, reading
 * back where the outcome is not known, and the link together with the outcome.
 */
public final class FirstApplying extends ConnectorBean {

  /** The exchange variable that holds what is read back. */
  public static final String READ_BACK = "bexioClockodoReadBack";

  private static final Logger LOG = LoggerFactory.getLogger(FirstApplying.class);

  /** Stores the intent of one row; nothing when it is no longer to be done. */
  public List<Sending> intend(
      @Variable(Runs.VARIABLE) ActiveRun run, @Body Map<String, Object> columns)
      throws SQLException {
    Sending sending = Sending.of(columns);
    run.lock().hold();
    Instant now = clock().instant();
    Instant unsettledSince = now.minus(settings().settle());
    boolean intended =
        inTransaction(
            database -> {
              DurableCommit.ask(database);
              return intend(database, run, sending, now, unsettledSince);
            });
    return intended ? List.of(sending) : List.of();
  }

  private static boolean intend(
      Connection database, ActiveRun run, Sending sending, Instant now, Instant unsettledSince)
      throws SQLException {
    String connection = run.request().connection();
    long plan = run.planId();
    if (!FirstRowStore.isNeeded(database, plan, sending.row())) {
      PlanRowStore.stale(database, plan, sending.row(), Reason.of(ReasonCode.NOT_NEEDED));
      return false;
    }
    Long linked = linked(database, connection, sending);
    if (linked != null && sending.action() == Action.LINK && !linked.equals(sending.targetId())
        || linked == null
            && sending.action() == Action.CREATE
            && isInDoubt(database, connection, plan, sending, unsettledSince)) {
      PlanRowStore.stale(database, plan, sending.row(), Reason.of(ReasonCode.SOURCE_CHANGED));
      return false;
    }
    if (!PlanRowStore.intend(database, plan, sending.row(), run.lock().epoch(), now)) {
      return false;
    }
    if (linked != null) {
      settle(database, run, sending, RowState.DONE, Reason.of(ReasonCode.LINK_ALREADY), linked);
      return false;
    }
    return true;
  }

  private static boolean isInDoubt(
      Connection database, String connection, long plan, Sending sending, Instant since)
      throws SQLException {
    return FirstRowStore.inDoubt(
        database, connection, plan, sending.getKind(), sending.sourceId(), since);
  }

  /** What the clockodo side is linked to meanwhile, or null. */
  private static Long linked(Connection database, String connection, Sending sending)
      throws SQLException {
    for (LinkKind kind : kinds(sending)) {
      Long id = LinkStore.bexioIdOf(database, connection, kind, sending.sourceId());
      if (id != null) {
        return id;
      }
    }
    return null;
  }

  private static List<LinkKind> kinds(Sending sending) {
    return PlanRow.ACTIVITY.equals(sending.getKind())
        ? List.of(LinkKind.ACTIVITY)
        : List.of(LinkKind.USER, LinkKind.FICTIONAL_USER);
  }

  /** Begins to read back what may be there. */
  public FirstReadBack beginReadBack(@Variable(Applying.SENDING) Sending sending) {
    return new FirstReadBack(sending);
  }

  /** Takes what was found; it is as good as an answer. */
  public void endReadBack(
      @Variable(Runs.VARIABLE) ActiveRun run,
      @Variable(Applying.SENDING) Sending sending,
      @Variable(READ_BACK) FirstReadBack readBack)
      throws SQLException {
    // A plan that is applied as it is has read no links.
    Links links =
        inTransaction(database -> new Links(LinkStore.all(database, run.request().connection())));
    readBack
        .found(links)
        .ifPresent(
            found -> {
              sending.found(found);
              run.dispatch().count(Outcome.done(found.id(), null));
            });
  }

  /** bexio could not be asked: the row stays as unknown as it is. */
  public void notReadBack(@Variable(Applying.SENDING) Sending sending, Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    LOG.warn("row {} could not be read back: {}", sending.row(), FailureText.root(cause));
  }

  /** Records what became of a row, its link in the same transaction. */
  public void record(
      @Variable(Runs.VARIABLE) ActiveRun run, @Variable(Applying.SENDING) Sending sending)
      throws SQLException {
    Instant now = clock().instant();
    boolean ours = inTransaction(database -> record(database, run, sending, now));
    if (!ours) {
      throw new LeaseLost(
          "another run has taken over row " + sending.row() + " of plan " + run.planId());
    }
  }

  private static boolean record(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    if (sending.action() == Action.LINK) {
      String name = String.valueOf(Json.readMap(sending.target()).get("name"));
      return link(
          database,
          run,
          sending,
          new FirstReadBack.Found(sending.linkKind(), sending.targetId(), name),
          null,
          now);
    }
    Outcome outcome = sending.outcome();
    if (sending.found() != null) {
      ReasonCode code =
          outcome.kind() == Outcome.Kind.REFUSED
              ? ReasonCode.LINK_BY_EMAIL
              : ReasonCode.LINK_READ_BACK;
      Object email = Json.readMap(sending.payload()).get("email");
      return link(database, run, sending, sending.found(), Reason.of(code, email), now);
    }
    return switch (outcome.kind()) {
      case DONE ->
          link(
              database,
              run,
              sending,
              new FirstReadBack.Found(sending.linkKind(), outcome.id(), sentName(sending)),
              null,
              now);
      case REFUSED ->
          settle(
              database,
              run,
              sending,
              RowState.FAILED,
              Reason.of(ReasonCode.REFUSED, outcome.message()),
              null);
      case TURNED_AWAY ->
          settle(
              database,
              run,
              sending,
              RowState.FAILED,
              Reason.of(ReasonCode.TURNED_AWAY, outcome.message()),
              null);
      case UNKNOWN ->
          settle(
              database,
              run,
              sending,
              RowState.UNKNOWN,
              Reason.of(ReasonCode.FIRST_UNKNOWN, run.runId(), outcome.message()),
              null);
      default -> settle(database, run, sending, RowState.PLANNED, null, null);
    };
  }

  private static String sentName(Sending sending) {
    Map<String, Object> sent = Json.readMap(sending.payload());
    return PlanRow.ACTIVITY.equals(sending.getKind())
        ? String.valueOf(sent.get("name"))
        : sent.get("firstname") + " " + sent.get("lastname");
  }

  private static boolean link(
      Connection database,
      ActiveRun run,
      Sending sending,
      FirstReadBack.Found other,
      Reason reason,
      Instant now)
      throws SQLException {
    String connection = run.request().connection();
    String name = String.valueOf(Json.readMap(sending.source()).get("name"));
    Link link = new Link(other.kind(), other.id(), sending.sourceId(), other.name(), name);
    if (linked(database, connection, sending) != null
        || LinkStore.isTaken(database, connection, link)) {
      Reason taken = Reason.of(ReasonCode.LINK_TAKEN, other.id());
      return settle(database, run, sending, RowState.STALE, taken, null);
    }
    LinkStore.add(database, connection, link, null, now);
    DecisionStore.deleteCarriedOut(
        database,
        connection,
        other.kind(),
        other.kind() == LinkKind.ACTIVITY ? other.id() : sending.sourceId());
    if (sending.action() == Action.LINK || sending.found() != null) {
      FirstRowStore.settleElsewhere(
          database, connection, run.planId(), sending.getKind(), sending.sourceId(), other.id());
    }
    return settle(database, run, sending, RowState.DONE, reason, other.id());
  }

  /** Whoever waits for the row finds its id from now on. */
  private static boolean settle(
      Connection database, ActiveRun run, Sending sending, RowState state, Reason reason, Long id)
      throws SQLException {
    if (id != null) {
      run.dispatch().createdIds().put(sending.row(), id);
    } else {
      run.dispatch().createdIds().remove(sending.row());
    }
    return PlanRowStore.settle(
        database, run.planId(), sending.row(), run.lock().epoch(), state, reason, id);
  }
}
