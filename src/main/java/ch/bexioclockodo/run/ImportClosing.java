package ch.bexioclockodo.run;

import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.ImportRowStore;
import ch.bexioclockodo.plan.ImportRules;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.Reason;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.Upkeep;
import ch.bexioclockodo.plan.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is done once every row of an import is planned: changes of too many objects at once are held
 * back, what is worth knowing beforehand is noted, and links remember what needs no write.
 */
final class ImportClosing {

  private static final int FEW = 10;
  private static final String ANYTHING = "%";
  private static final String ACTIVE_AGAIN = "%\"active\":true%";

  private static final Map<String, Set<LinkKind>> KINDS =
      Map.of(
          PlanRow.CUSTOMER, Set.of(LinkKind.CUSTOMER),
          PlanRow.PROJECT, Set.of(LinkKind.PROJECT),
          PlanRow.SERVICE, Set.of(LinkKind.ACTIVITY, LinkKind.ITEM));

  private ImportClosing() {}

  /**
   * Holds back mass changes unless they are allowed, and lets links remember.
   *
   * @param mostPercent the share of a kind's linked objects that may change unasked
   */
  static void beforeCompletion(Connection database, ActiveRun run, int mostPercent)
      throws SQLException {
    if (!run.selection().wants(RunRequest.Option.ALLOW_MASS_CHANGE)) {
      for (String kind : KINDS.keySet()) {
        holdBack(database, run, kind, Action.DEACTIVATE, ANYTHING, mostPercent);
        boolean remap = run.selection().wants(RunRequest.Option.REMAP);
        String changes = remap ? ANYTHING : ACTIVE_AGAIN;
        holdBack(database, run, kind, Action.UPDATE, changes, mostPercent);
      }
    }
    if (!run.request().preview()) {
      for (Upkeep upkeep : run.draft().upkeep()) {
        keep(database, run.request().connection(), upkeep);
      }
    }
  }

  private static void holdBack(
      Connection database,
      ActiveRun run,
      String kind,
      Action action,
      String payload,
      int mostPercent)
      throws SQLException {
    long plan = run.draft().planId();
    long changes = ImportRowStore.countChanges(database, plan, kind, action, payload);
    long linked =
        KINDS.get(kind).stream().mapToLong(one -> run.sources().links().of(one).size()).sum();
    if (changes > FEW && changes * 100 > linked * mostPercent) {
      Reason reason = Reason.of(ReasonCode.MASS_CHANGE, changes, linked, Words.action(action));
      ImportRowStore.holdBack(database, plan, kind, action, payload, reason);
    }
  }

  private static void keep(Connection database, String connection, Upkeep upkeep)
      throws SQLException {
    if (upkeep.agreement() != null) {
      LinkStore.agree(database, connection, upkeep.kind(), upkeep.bexioId(), upkeep.agreement());
    } else {
      LinkStore.missing(
          database,
          connection,
          upkeep.kind(),
          upkeep.bexioId(),
          upkeep.missingSince(),
          upkeep.unlisted());
    }
    if (upkeep.decided()) {
      DecisionStore.deleteOnce(database, connection, upkeep.kind(), upkeep.bexioId());
    }
  }

  /** What a person should know before the rows: how much is new, and that the source changed. */
  static List<String> notes(Connection database, ActiveRun run) throws SQLException {
    List<String> notes = new ArrayList<>();
    long plan = run.draft().planId();
    if (run.request().preview() && run.selection().kinds().contains(PlanRow.CUSTOMER)) {
      notes.add(
          "customers-new "
              + ImportRowStore.countChanges(
                  database, plan, PlanRow.CUSTOMER, Action.CREATE, ANYTHING));
    }
    if (run.selection().kinds().contains(PlanRow.SERVICE)) {
      switched(run, notes);
    }
    return notes;
  }

  /** Links of the other source stay, and say so as long as there are any. */
  private static void switched(ActiveRun run, List<String> notes) {
    boolean fromItems =
        run.sources().importContext().rules().servicesFrom() == ImportRules.ServicesFrom.ITEMS;
    // An item's service has an activity besides, once a timesheet needed it.
    Links links = run.sources().links();
    long activities =
        links.of(LinkKind.ACTIVITY).stream()
            .filter(link -> links.ofClockodo(LinkKind.ITEM, link.clockodoId()).isEmpty())
            .count();
    int items = links.of(LinkKind.ITEM).size();
    if (fromItems && activities > 0) {
      notes.add("services-from-items " + activities + " " + items);
    } else if (!fromItems && items > 0) {
      notes.add("services-from-activities " + items + " " + activities);
    }
  }
}
