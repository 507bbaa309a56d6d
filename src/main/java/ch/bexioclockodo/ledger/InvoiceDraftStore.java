package ch.bexioclockodo.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads and writes the table {@code invoice_draft}; each change of state names the state and the
 * epoch it leaves.
 */
public final class InvoiceDraftStore {

  /** The columns of a {@link InvoiceRow}, of a table called {@code d}. */
  static final String COLUMNS =
      "d.api_reference, d.state, d.operation, d.plan, d.plan_row, d.run, d.doubted, d.contact_id,"
          + " d.total, d.described, d.fingerprint, d.sent_at, d.invoice_id, d.echo, d.message";

  private static final String SELECT =
      "select " + COLUMNS + " from bexio_clockodo.invoice_draft d where ";

  private InvoiceDraftStore() {}

  /**
   * What is about to be sent.
   *
   * @param company bexio's company
   * @param described for whom and of when it is, as JSON
   */
  public record Intent(
      long company,
      String reference,
      String connection,
      long plan,
      int planRow,
      long run,
      long epoch,
      long contactId,
      BigDecimal total,
      String described,
      String fingerprint,
      Instant at) {}

  /**
   * Inserts the intent to create a draft, or renews it where the one before is not in bexio; false
   * when it is taken.
   */
  public static boolean intend(Connection database, Intent intent) throws SQLException {
    String renew =
        "update bexio_clockodo.invoice_draft set state = 'SENDING', operation = 'CREATE',"
            + " connection = ?, plan = ?, plan_row = ?, run = ?, epoch = ?, contact_id = ?, total = ?,"
            + " described = ?, fingerprint = ?, sent_at = ?, attempt = attempt + 1, invoice_id = null,"
            + " echo = null, message = null, settled_at = null, marks_open = false"
            + " where bexio_company = ? and api_reference = ?"
            + " and state in ('FAILED', 'RELEASED', 'GONE', 'WITHDRAWN')";
    String insert =
        "insert into bexio_clockodo.invoice_draft (connection, plan, plan_row, run, epoch, contact_id,"
            + " total, described, fingerprint, sent_at, bexio_company, api_reference, state, operation,"
            + " attempt) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'SENDING', 'CREATE', 1)";
    Object[] values = {
      intent.connection(),
      intent.plan(),
      intent.planRow(),
      intent.run(),
      intent.epoch(),
      intent.contactId(),
      intent.total(),
      intent.described(),
      intent.fingerprint(),
      intent.at(),
      intent.company(),
      intent.reference()
    };
    return Sql.update(database, renew, values) == 1
        || find(database, intent.company(), intent.reference()).isEmpty()
            && Sql.update(database, insert, values) == 1;
  }

  /** The intent to delete a draft that is in bexio; false when it is no longer that. */
  public static boolean intendDeletion(Connection database, Intent intent, long invoiceId)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set state = 'SENDING', operation = 'DELETE', plan = ?,"
            + " plan_row = ?, epoch = ?, sent_at = ?, message = null"
            + " where bexio_company = ? and api_reference = ? and invoice_id = ?"
            + " and state in ('WRITTEN', 'GONE')";
    return Sql.update(
            database,
            sql,
            intent.plan(),
            intent.planRow(),
            intent.epoch(),
            intent.at(),
            intent.company(),
            intent.reference(),
            invoiceId)
        == 1;
  }

  /** Records what became of an intent, if the epoch is still its owner's. */
  public static boolean settle(
      Connection database,
      long company,
      String reference,
      long epoch,
      InvoiceState state,
      Long invoiceId,
      String echo,
      String message,
      Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set state = ?, invoice_id = coalesce(?, invoice_id),"
            + " echo = coalesce(?, echo), message = ?, settled_at = ?,"
            + " doubted = doubted or (? and operation = 'CREATE'),"
            + " sent_at = case when ? then ? else sent_at end"
            + " where bexio_company = ? and api_reference = ? and state = 'SENDING' and epoch = ?";
    // The settle time begins anew: the intent is older than the moment at which it left.
    boolean unknown = state == InvoiceState.UNKNOWN;
    return Sql.update(
            database, sql, state, invoiceId, echo, message, now, unknown, unknown, now, company,
            reference, epoch)
        == 1;
  }

  /**
   * Takes an intent back whose request certainly never reached bexio: a deletion leaves the draft
   * as it was, a create that was tried before keeps what is known of it.
   */
  public static boolean withdraw(Connection database, long company, String reference, long epoch)
      throws SQLException {
    String deletion =
        "update bexio_clockodo.invoice_draft set state = 'WRITTEN', operation = 'CREATE'"
            + " where bexio_company = ? and api_reference = ? and state = 'SENDING' and epoch = ?"
            + " and operation = 'DELETE'";
    String triedBefore =
        "update bexio_clockodo.invoice_draft set state = 'RELEASED'"
            + " where bexio_company = ? and api_reference = ? and state = 'SENDING' and epoch = ?"
            + " and attempt > 1";
    String first =
        "delete from bexio_clockodo.invoice_draft"
            + " where bexio_company = ? and api_reference = ? and state = 'SENDING' and epoch = ?";
    for (String sql : List.of(deletion, triedBefore, first)) {
      if (Sql.update(database, sql, company, reference, epoch) == 1) {
        return true;
      }
    }
    return false;
  }

  /** Settles what was looked for in bexio; false when somebody else has done so meanwhile. */
  public static boolean readBack(
      Connection database,
      long company,
      InvoiceRow row,
      InvoiceState state,
      Long invoiceId,
      String echo,
      String message,
      Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set state = ?, invoice_id = coalesce(?, invoice_id),"
            + " operation = case when ? then 'CREATE' else operation end,"
            + " echo = coalesce(?, echo), message = ?, settled_at = ?"
            + " where bexio_company = ? and api_reference = ? and state = ?";
    // A deletion that was not done leaves the draft as if nobody had begun it.
    boolean written = state == InvoiceState.WRITTEN;
    return Sql.update(
            database,
            sql,
            state,
            invoiceId,
            written,
            echo,
            message,
            now,
            company,
            row.reference(),
            row.state())
        == 1;
  }

  /**
   * A draft is no longer in bexio, because somebody has deleted it there.
   *
   * @param invoiceId bexio's id; false when the reference stands for another draft by now
   * @param confirmed whether a person wants its entries to be invoiced anew, so that our marks are
   *     taken back
   */
  public static boolean released(
      Connection database,
      long company,
      String reference,
      long invoiceId,
      boolean confirmed,
      Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set state = ?, settled_at = ?, marks_open = ?"
            + " where bexio_company = ? and api_reference = ? and invoice_id = ?"
            + " and state in ('WRITTEN', 'GONE')";
    InvoiceState state = confirmed ? InvoiceState.WITHDRAWN : InvoiceState.GONE;
    return Sql.update(database, sql, state, now, confirmed, company, reference, invoiceId) == 1;
  }

  /** The written drafts that do not come to what was shown, and that nobody has deleted since. */
  public static List<InvoiceRow> differing(Connection database, String connection)
      throws SQLException {
    return Sql.query(
        database,
        SELECT
            + "d.connection = ? and d.state = 'WRITTEN' and d.message is not null"
            + " order by d.invoice_id",
        row -> read(row, 1),
        connection);
  }

  /** A person is fine with what bexio has made of a draft: its entries are marked. */
  public static boolean accept(Connection database, long company, String reference)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set message = null, marks_open = true"
            + " where bexio_company = ? and api_reference = ? and state = 'WRITTEN'";
    return Sql.update(database, sql, company, reference) == 1;
  }

  /** From now on its entries may have to be marked as billed, or no longer. */
  public static void marksOpen(Connection database, long company, String reference)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set marks_open = true"
            + " where bexio_company = ? and api_reference = ? and not marks_open";
    Sql.update(database, sql, company, reference);
  }

  /** Intents that a run of an earlier epoch left behind: nobody knows whether they arrived. */
  public static void orphansUnknown(
      Connection database, String connection, long epoch, String message, Instant now)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set state = 'UNKNOWN', message = ?, sent_at = ?,"
            + " doubted = doubted or operation = 'CREATE'"
            + " where connection = ? and state = 'SENDING' and epoch < ?";
    Sql.update(database, sql, message, now, connection, epoch);
  }

  /** The draft of a reference. */
  public static Optional<InvoiceRow> find(Connection database, long company, String reference)
      throws SQLException {
    return Sql.query(
            database,
            SELECT + "d.bexio_company = ? and d.api_reference = ?",
            row -> read(row, 1),
            company,
            reference)
        .stream()
        .findFirst();
  }

  /** The drafts that a run has written last, in order of bexio's id. */
  public static List<InvoiceRow> ofRun(Connection database, String connection, long run)
      throws SQLException {
    return Sql.query(
        database,
        SELECT + "d.connection = ? and d.run = ? order by d.plan_row",
        row -> read(row, 1),
        connection,
        run);
  }

  /**
   * What the ledger knows of some references, by reference; a document of another id than the
   * ledger's is none of these drafts.
   */
  public static Map<String, InvoiceRow> known(
      Connection database, long company, Collection<String> references) throws SQLException {
    Map<String, InvoiceRow> known = new HashMap<>();
    for (String reference : references) {
      find(database, company, reference).ifPresent(row -> known.put(reference, row));
    }
    return known;
  }

  /** The drafts of a connection in some state, in order of their reference. */
  public static List<InvoiceRow> in(Connection database, String connection, InvoiceState state)
      throws SQLException {
    return Sql.query(
        database,
        SELECT + "d.connection = ? and d.state = ? order by d.api_reference",
        row -> read(row, 1),
        connection,
        state);
  }

  /** It was found where it was to be created: whoever had sent it may have done so twice. */
  public static void doubted(Connection database, long company, String reference)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set doubted = true"
            + " where bexio_company = ? and api_reference = ? and not doubted";
    Sql.update(database, sql, company, reference);
  }

  /**
   * Creates that were once in doubt, whatever became of them since: what was sent then may still
   * turn up, beside the draft or in its place.
   *
   * @param since what was sent before is not looked for any more
   */
  public static List<InvoiceRow> mayTurnUp(Connection database, String connection, Instant since)
      throws SQLException {
    return Sql.query(
        database,
        SELECT
            + "d.connection = ? and d.state in ('RELEASED', 'WRITTEN', 'GONE', 'WITHDRAWN', 'FAILED')"
            + " and d.doubted and d.sent_at > ? order by d.api_reference",
        row -> read(row, 1),
        connection,
        since);
  }

  /**
   * Whether a draft of unknown outcome has not been looked for since it could be settled.
   *
   * @param settledBefore what was sent before can no longer appear
   */
  public static boolean isDue(Connection database, String connection, Instant settledBefore)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.invoice_draft where connection = ?"
            + " and state in ('SENDING', 'UNKNOWN') and sent_at < ?";
    return Sql.query(database, sql, row -> row.getLong(1), connection, settledBefore).get(0) > 0;
  }

  /** Whether a connection has written a document of this id, whatever became of it. */
  public static boolean isKnown(Connection database, String connection, long invoiceId)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.invoice_draft where connection = ? and invoice_id = ?";
    return Sql.query(database, sql, row -> row.getLong(1), connection, invoiceId).get(0) > 0;
  }

  /** How many drafts of a connection a person or a later look has to settle. */
  public static long open(Connection database, String connection) throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.invoice_draft where connection = ?"
            + " and state in ('UNKNOWN', 'UNCLEAR')";
    return Sql.query(database, sql, row -> row.getLong(1), connection).get(0);
  }

  /** Reads a draft whose columns begin there. */
  static InvoiceRow read(ResultSet row, int from) throws SQLException {
    return new InvoiceRow(
        row.getString(from),
        InvoiceState.valueOf(row.getString(from + 1)),
        row.getString(from + 2),
        row.getLong(from + 3),
        row.getInt(from + 4),
        row.getLong(from + 5),
        row.getBoolean(from + 6),
        row.getLong(from + 7),
        row.getBigDecimal(from + 8),
        row.getString(from + 9),
        row.getString(from + 10),
        row.getObject(from + 11, OffsetDateTime.class).toInstant(),
        row.getObject(from + 12, Long.class),
        row.getString(from + 13),
        row.getString(from + 14));
  }
}
