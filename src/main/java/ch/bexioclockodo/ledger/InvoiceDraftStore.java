package ch.bexioclockodo.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Writes the table {@code invoice_draft}; each change of state names the state and the epoch it
 * leaves.
 */
public final class InvoiceDraftStore {

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
        || InvoiceDrafts.find(database, intent.company(), intent.reference()).isEmpty()
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

  /** It was found where it was to be created: whoever had sent it may have done so twice. */
  public static void doubted(Connection database, long company, String reference)
      throws SQLException {
    String sql =
        "update bexio_clockodo.invoice_draft set doubted = true"
            + " where bexio_company = ? and api_reference = ? and not doubted";
    Sql.update(database, sql, company, reference);
  }
}
