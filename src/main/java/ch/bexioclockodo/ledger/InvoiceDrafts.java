package ch.bexioclockodo.ledger;

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

/** Looks invoice drafts up in the table {@code invoice_draft}. */
public final class InvoiceDrafts {

  /** The columns of a {@link InvoiceRow}, of a table called {@code d}. */
  static final String COLUMNS =
      "d.api_reference, d.state, d.operation, d.plan, d.plan_row, d.run, d.doubted, d.contact_id,"
          + " d.total, d.described, d.fingerprint, d.sent_at, d.invoice_id, d.echo, d.message";

  private static final String SELECT =
      "select " + COLUMNS + " from bexio_clockodo.invoice_draft d where ";

  private InvoiceDrafts() {}

  /** The draft of a reference. */
  public static Optional<InvoiceRow> find(Connection database, long company, String reference)
      throws SQLException {
    return list(database, "d.bexio_company = ? and d.api_reference = ?", company, reference)
        .stream()
        .findFirst();
  }

  /** The drafts that a run has written last, in order of bexio's id. */
  public static List<InvoiceRow> ofRun(Connection database, String connection, long run)
      throws SQLException {
    return list(database, "d.connection = ? and d.run = ? order by d.plan_row", connection, run);
  }

  /** What the ledger knows of some references, by reference. */
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
    return list(
        database, "d.connection = ? and d.state = ? order by d.api_reference", connection, state);
  }

  /** The written drafts that do not come to what was shown, and that nobody has deleted since. */
  public static List<InvoiceRow> differing(Connection database, String connection)
      throws SQLException {
    return list(
        database,
        "d.connection = ? and d.state = 'WRITTEN' and d.message is not null"
            + " order by d.invoice_id",
        connection);
  }

  /**
   * Creates that were once in doubt, whatever became of them since: what was sent then may still
   * turn up, beside the draft or in its place.
   *
   * @param since what was sent before is not looked for any more
   */
  public static List<InvoiceRow> mayTurnUp(Connection database, String connection, Instant since)
      throws SQLException {
    return list(
        database,
        "d.connection = ? and d.state in ('RELEASED', 'WRITTEN', 'GONE', 'WITHDRAWN', 'FAILED')"
            + " and d.doubted and d.sent_at > ? order by d.api_reference",
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

  /** Whether a draft of this id is known to be deleted in bexio. */
  public static boolean isGone(Connection database, String connection, long invoiceId)
      throws SQLException {
    return !list(
            database,
            "d.connection = ? and d.invoice_id = ? and d.state = 'GONE'",
            connection,
            invoiceId)
        .isEmpty();
  }

  /** Whether a connection has written a document of this id, whatever became of it. */
  public static boolean isKnown(Connection database, String connection, long invoiceId)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.invoice_draft where connection = ? and invoice_id = ?";
    return Sql.query(database, sql, row -> row.getLong(1), connection, invoiceId).get(0) > 0;
  }

  /**
   * How many drafts of a connection a later look has to settle, or a person who has not said to
   * leave them.
   */
  public static long open(Connection database, String connection) throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.invoice_draft d where d.connection = ?"
            + " and (d.state = 'UNKNOWN' or d.state = 'UNCLEAR' and not exists"
            + " (select 1 from bexio_clockodo.decision c where c.connection = d.connection"
            + " and c.kind = 'invoice-draft' and c.source_id = d.invoice_id and c.choice = 'ignore'))";
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

  private static List<InvoiceRow> list(Connection database, String where, Object... values)
      throws SQLException {
    return Sql.query(database, SELECT + where, row -> read(row, 1), values);
  }
}
