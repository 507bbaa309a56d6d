package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.ClockodoAnswer;
import ch.bexioclockodo.clockodo.Customer;
import ch.bexioclockodo.clockodo.CustomerProject;
import ch.bexioclockodo.clockodo.MasterObject;
import ch.bexioclockodo.clockodo.Service;
import ch.bexioclockodo.link.Agreement;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.Base;
import ch.bexioclockodo.plan.ClockodoFields;
import ch.bexioclockodo.plan.ImportRowStore;
import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the link of a row of an import that is done, with what both sides hold from now on. */
final class Linking {

  private Linking() {}

  /** Something was created or changed in clockodo; its answer tells what it holds now. */
  static boolean written(Connection database, ActiveRun run, Sending sending, Instant now)
      throws SQLException {
    return sending.action() == Action.CREATE
        ? linked(database, run, sending, sending.outcome().id(), now)
        : changed(database, run, sending);
  }

  /** Links the two sides of a row. */
  static boolean linked(
      Connection database, ActiveRun run, Sending sending, long otherId, Instant now)
      throws SQLException {
    String connection = run.request().connection();
    Link link = link(sending, otherId);
    if (LinkStore.isTaken(database, connection, link)) {
      return settle(
          database, run, sending, RowState.STALE, Reason.of(ReasonCode.LINK_TAKEN, otherId), null);
    }
    Agreement agreement =
        sending.base() == null || link.kind().ofAUser() ? null : agreement(sending);
    LinkStore.add(database, connection, link, agreement, now);
    if (sending.action() == Action.LINK) {
      // What was read back is known to have arrived, in the plan that did not learn so too.
      ImportRowStore.settleReadBack(
          database, connection, run.planId(), link.kind(), sending.sourceId(), otherId);
    }
    if (!Json.readMap(sending.target()).containsKey("elsewhere")) {
      DecisionStore.deleteCarriedOut(database, connection, sending.linkKind(), sending.sourceId());
    }
    return settle(database, run, sending, RowState.DONE, null, otherId);
  }

  private static boolean changed(Connection database, ActiveRun run, Sending sending)
      throws SQLException {
    String connection = run.request().connection();
    LinkStore.agree(
        database, connection, sending.linkKind(), sending.sourceId(), agreement(sending));
    DecisionStore.deleteOnce(database, connection, sending.linkKind(), sending.sourceId());
    return settle(database, run, sending, RowState.DONE, null, sending.targetId());
  }

  /** A name that clockodo has already is for a person, not a failure. */
  static boolean refusedName(Connection database, ActiveRun run, Sending sending)
      throws SQLException {
    Reason reason =
        Reason.of(
            ReasonCode.NAME_REFUSED,
            sending.outcome().message(),
            ClockodoAnswer.conflictingIds(sending.outcome().answer()));
    return ImportRowStore.decide(database, run.planId(), sending.row(), run.lock().epoch(), reason);
  }

  private static Link link(Sending sending, long otherId) {
    String sourceName = String.valueOf(Json.readMap(sending.source()).get("name"));
    if (sending.linkKind().ofAUser()) {
      String name = String.valueOf(Json.readMap(sending.target()).get("name"));
      return new Link(sending.linkKind(), otherId, sending.sourceId(), name, sourceName);
    }
    // The name is what was sent, or what was found there.
    Map<String, Object> there =
        Json.readMap(sending.payload() == null ? sending.target() : sending.payload());
    String name = String.valueOf(there.getOrDefault("name", sourceName));
    return new Link(sending.linkKind(), sending.sourceId(), otherId, sourceName, name);
  }

  /**
   * What both sides hold: bexio's record as planned, and clockodo's fields as it answered; what it
   * did not answer is taken as it is when it is read next.
   */
  private static Agreement agreement(Sending sending) {
    Base planned = Base.read(sending.base());
    String bexioName = String.valueOf(Json.readMap(sending.source()).get("name"));
    String plannedName =
        String.valueOf(Json.readMap(sending.target()).getOrDefault("name", bexioName));
    if (sending.action() == Action.LINK) {
      return planned.agreement(bexioName, plannedName);
    }
    Optional<MasterObject> answered =
        ClockodoAnswer.data(sending.outcome().answer(), type(sending.getKind()));
    if (answered.isEmpty()) {
      Agreement agreement = planned.agreement(bexioName, plannedName);
      return new Agreement(
          agreement.bexioName(),
          agreement.clockodoName(),
          agreement.base(),
          agreement.bexioPrint(),
          null);
    }
    Map<String, Object> fields = new LinkedHashMap<>(planned.fields());
    Map<String, Object> shown = ClockodoFields.shown(sending.getKind(), answered.get());
    Map<String, Object> sent = Json.readMap(sending.payload());
    shown.forEach(
        (field, value) -> {
          // A field that was kept against bexio holds its former value here.
          if (sending.action() == Action.CREATE || sent.containsKey(field)) {
            fields.put(field, value);
          }
        });
    Base agreed = new Base(planned.source(), fields);
    return new Agreement(
        bexioName,
        answered.get().name(),
        agreed.write(),
        Base.bexioPrint(agreed.source()),
        Base.clockodoPrint(sending.getKind(), answered.get()));
  }

  private static Class<? extends MasterObject> type(String kind) {
    return switch (kind) {
      case PlanRow.CUSTOMER -> Customer.class;
      case PlanRow.PROJECT -> CustomerProject.class;
      default -> Service.class;
    };
  }

  private static boolean settle(
      Connection database,
      ActiveRun run,
      Sending sending,
      RowState state,
      Reason reason,
      Long targetId)
      throws SQLException {
    return PlanRowStore.settle(
        database, run.planId(), sending.row(), run.lock().epoch(), state, reason, targetId);
  }
}
