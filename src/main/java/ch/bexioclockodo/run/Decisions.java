package ch.bexioclockodo.run;

import ch.bexioclockodo.ledger.FirstTimesheetStore;
import ch.bexioclockodo.ledger.InvoiceDrafts;
import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.Decision;
import ch.bexioclockodo.link.DecisionStore;
import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.link.Links;
import ch.bexioclockodo.plan.InvoiceRowStore;
import ch.bexioclockodo.plan.ReasonCode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Keeps and undoes what people decide. It holds the lock of the runs while it writes, so that no
 * run sees half of it.
 */
public final class Decisions {

  private static final int LONGEST_NAME = 100;

  private final DataSource dataSource;
  private final String connection;
  private final Clock clock;
  private final String by;

  /**
   * @param by who decides
   */
  public Decisions(DataSource dataSource, String connection, Clock clock, String by) {
    this.dataSource = dataSource;
    this.connection = connection;
    this.clock = clock;
    this.by = by.length() <= LONGEST_NAME ? by : by.substring(0, LONGEST_NAME);
  }

  /**
   * What became of wishes.
   *
   * @param kept how many are kept
   * @param alreadySo how many had been decided exactly so before
   * @param refused why, by position; when there is any, nothing is kept
   */
  public record Outcome(int kept, int alreadySo, Map<Integer, String> refused) {}

  /**
   * What was undone.
   *
   * @param link the link that was removed, or null; its two sides are held apart from now on
   * @param decision the decision that was forgotten, or null
   */
  public record Undone(Link link, Decision decision) {}

  /**
   * Keeps all wishes, or none when anything speaks against one of them.
   *
   * @param command what is being done, for whoever is refused meanwhile
   * @throws DecisionRefused when a run is writing
   */
  public Outcome keep(List<Wish> wishes, String command) throws SQLException {
    return locked(
        command,
        database -> {
          Map<DecisionSource, Decision> decisions = decisions(database);
          Map<Integer, String> refused = refused(database, wishes, decisions);
          return refused.isEmpty()
              ? store(database, wishes, decisions)
              : new Outcome(0, 0, refused);
        });
  }

  /** Only tells what speaks against wishes, and keeps none. */
  public Outcome judge(List<Wish> wishes) throws SQLException {
    return ConnectorBean.inTransaction(
        dataSource, database -> new Outcome(0, 0, refused(database, wishes, decisions(database))));
  }

  private Map<Integer, String> refused(
      Connection database, List<Wish> wishes, Map<DecisionSource, Decision> decisions)
      throws SQLException {
    DecisionRules rules = new DecisionRules(links(database), decisions, wishes);
    Map<Integer, String> refused = new TreeMap<>();
    for (int position = 0; position < wishes.size(); position++) {
      Wish wish = wishes.get(position);
      Optional<String> against = rules.against(wish);
      if (against.isEmpty()
          && wish.kind() == LinkKind.INVOICE_DRAFT
          && !wish.isAlready(decisions.get(wish.source()))
          && !mayBeDecided(database, wish)) {
        String sentence =
            InvoiceDrafts.isKnown(database, connection, wish.bexioId())
                ? "cli.links.draft-not-deleted"
                : "cli.links.draft-unknown";
        against = Optional.of(Messages.text(sentence, wish.bexioId().toString()));
      }
      if (against.isPresent()) {
        refused.put(position, against.get());
      }
    }
    return refused;
  }

  /**
   * To invoice the entries of a draft again can only be wanted once it is known that it was
   * deleted: else a word of today would confirm a deletion of next year.
   */
  private boolean mayBeDecided(Connection database, Wish wish) throws SQLException {
    long invoice = wish.bexioId();
    return wish.choice() == Choice.CREATE
        ? InvoiceDrafts.isGone(database, connection, invoice)
            || InvoiceRowStore.isSeenDeleted(database, connection, invoice)
        : InvoiceDrafts.isKnown(database, connection, invoice)
            || InvoiceRowStore.isAsked(database, connection, ReasonCode.DRAFT_STRANGER, invoice);
  }

  /** What is decided so already keeps its date and whoever decided it. */
  private Outcome store(
      Connection database, List<Wish> wishes, Map<DecisionSource, Decision> decisions)
      throws SQLException {
    int kept = 0;
    for (Wish wish : wishes) {
      if (wish.kind().ofAUser() && wish.choice() == Choice.LINK) {
        tryAnew(database, wish.bexioId(), wish.clockodoId());
      }
      if (!wish.isAlready(decisions.get(wish.source()))) {
        DecisionStore.save(database, connection, wish.decision(clock.instant(), by));
        kept++;
      }
    }
    return new Outcome(kept, wishes.size() - kept, Map.of());
  }

  /**
   * Removes the link and the decision about something; what was linked is held apart, so that it is
   * not proposed again.
   *
   * @param bexioId its id in bexio, or null for a user who is named by clockodo's
   * @throws DecisionRefused when there is neither link nor decision, or a run is writing
   */
  public Undone undo(LinkKind kind, Long bexioId, Long clockodoId, String command)
      throws SQLException {
    return locked(
        command,
        database -> {
          Links links = links(database);
          Link link =
              (bexioId == null ? links.ofClockodo(kind, clockodoId) : links.ofBexio(kind, bexioId))
                  .orElse(null);
          Decision decision = decisionAbout(database, kind, bexioId, clockodoId, link);
          if (link == null && decision == null) {
            throw new DecisionRefused(
                Messages.text(
                    "cli.links.nothing-to-undo",
                    LinkLine.word(kind),
                    bexioId == null ? clockodoId : bexioId));
          }
          if (kind.ofAUser()) {
            tryAnew(database, bexioId, clockodoId);
            tryAnew(database, link == null ? null : link.bexioId(), null);
          }
          if (decision != null) {
            DecisionStore.delete(database, connection, kind, decision.sourceId());
          }
          if (link != null) {
            LinkStore.remove(database, connection, kind, link.bexioId());
            Wish apart = new Wish(kind, link.bexioId(), link.clockodoId(), Choice.APART);
            DecisionStore.save(database, connection, apart.decision(clock.instant(), by));
          }
          return new Undone(link, decision);
        });
  }

  /** Who a user is was said anew, so that an earlier refusal of their timesheets is over. */
  private void tryAnew(Connection database, Long bexioId, Long clockodoId) throws SQLException {
    if (bexioId != null) {
      FirstTimesheetStore.forgetRefusal(database, connection, bexioId);
    }
    if (clockodoId != null) {
      Optional<Link> fictional = links(database).ofClockodo(LinkKind.FICTIONAL_USER, clockodoId);
      if (fictional.isPresent()) {
        FirstTimesheetStore.forgetRefusal(database, connection, fictional.get().bexioId());
      }
    }
  }

  private Decision decisionAbout(
      Connection database, LinkKind kind, Long bexioId, Long clockodoId, Link link)
      throws SQLException {
    Map<DecisionSource, Decision> decisions = decisions(database);
    if (link != null) {
      return decisions.get(DecisionSource.of(link));
    }
    Wish named = new Wish(kind, bexioId, clockodoId, Choice.LINK);
    if (named.source() != null) {
      return decisions.get(named.source());
    }
    return decisions.values().stream()
        .filter(decision -> decision.kind() == kind && bexioId.equals(decision.targetId()))
        .findFirst()
        .orElse(null);
  }

  private Map<DecisionSource, Decision> decisions(Connection database) throws SQLException {
    Map<DecisionSource, Decision> decisions = new HashMap<>();
    for (Decision decision : DecisionStore.all(database, connection)) {
      decisions.put(DecisionSource.of(decision), decision);
    }
    return decisions;
  }

  private Links links(Connection database) throws SQLException {
    return new Links(LinkStore.all(database, connection));
  }

  private <T> T locked(String command, ConnectorBean.Work<T> work) throws SQLException {
    Instant now = clock.instant();
    Optional<RunLock> lock =
        RunLock.take(
            dataSource, connection, LockOwner.of(by, command, now), clock, System::nanoTime);
    if (lock.isEmpty()) {
      String holder = RunLock.holder(dataSource, connection).map(RunLock.Holder::owner).orElse("–");
      throw new DecisionRefused(Messages.text("cli.links.run-is-writing", holder));
    }
    try {
      return ConnectorBean.inTransaction(dataSource, work);
    } finally {
      lock.get().release();
    }
  }
}
