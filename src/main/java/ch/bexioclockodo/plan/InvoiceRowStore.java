package ch.bexioclockodo.plan;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Changes of state of the rows of drafts in a plan: the entries of a draft follow its row. */
public final class InvoiceRowStore {

  private static final String FOLLOWERS =
      " where plan = ? and id > ? and id <= ? and kind = 'entry' and action = 'LINK' and depends_on = ?"
          + " and state = ?";

  private static final String MOVE =
      "update bexio_clockodo.plan_row set state = ?, reason = coalesce(?, reason),"
          + " reason_args = coalesce(?, reason_args), target_id = coalesce(?, target_id)";

  /** What a person can settle by a word about the draft. */
  private static final List<ReasonCode> DECIDED_BY_A_PERSON =
      List.of(
          ReasonCode.DRAFT_DELETED,
          ReasonCode.DRAFT_UNCLEAR,
          ReasonCode.ENTRY_CHANGED_SINCE_DRAFT,
          ReasonCode.ENTRY_CHANGED_SINCE_INVOICE,
          ReasonCode.ENTRY_DELETED_SINCE_DRAFT,
          ReasonCode.ENTRY_DELETED_SINCE_INVOICE);

  private InvoiceRowStore() {}

  /** Rows of entries whose draft somebody has to decide about. */
  public static List<PlanRow> decisive(Connection database, long plan) throws SQLException {
    String sql =
        PlanRowStore.COLUMNS
            + " where plan = ? and kind = 'entry' and action = 'DECIDE' and reason = any(?)"
            + " order by id";
    Array reasons =
        database.createArrayOf(
            "varchar", DECIDED_BY_A_PERSON.stream().map(ReasonCode::code).toArray());
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      statement.setArray(2, reasons);
      List<PlanRow> list = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          list.add(PlanRowStore.read(rows));
        }
      }
      return list;
    } finally {
      reasons.free();
    }
  }

  /**
   * Takes the entries of a draft, which are the rows after it, from one state to another.
   *
   * @param reason null for the one they have
   * @param invoiceId null for none
   */
  public static void follow(
      Connection database,
      long plan,
      int row,
      int entries,
      RowState from,
      RowState to,
      Reason reason,
      Long invoiceId)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(MOVE + FOLLOWERS)) {
      statement.setString(1, to.name());
      PlanRowStore.setReason(statement, 2, reason);
      statement.setObject(4, invoiceId, Types.BIGINT);
      statement.setLong(5, plan);
      statement.setInt(6, row);
      statement.setInt(7, row + entries);
      statement.setString(8, String.valueOf(row));
      statement.setString(9, from.name());
      statement.executeUpdate();
    }
  }

  /** Whether some plan has seen that a draft was deleted in bexio. */
  public static boolean isSeenDeleted(Connection database, String connection, long invoiceId)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.plan_row where connection = ? and kind = 'invoice-draft'"
            + " and action = 'DEACTIVATE' and target_id = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setLong(2, invoiceId);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) > 0
            || isAsked(database, connection, ReasonCode.DRAFT_DELETED, invoiceId);
      }
    }
  }

  /** Whether some plan has asked about a document of bexio's for this reason. */
  public static boolean isAsked(
      Connection database, String connection, ReasonCode reason, long invoiceId)
      throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.plan_row where connection = ? and reason = ?"
            + " and reason_args like ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, reason.code());
      statement.setString(3, "%\"" + invoiceId + "\"%");
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1) > 0;
      }
    }
  }

  /** How many drafts still wait to be sent, deleted or let go. */
  public static long countPlanned(Connection database, long plan) throws SQLException {
    String sql =
        "select count(*) from bexio_clockodo.plan_row where plan = ? and kind = 'invoice-draft'"
            + " and state = 'PLANNED' and action not in ('EXCLUDE', 'DECIDE')";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, plan);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * A draft is sent whole or not at all: one of which an entry is stale is stale itself, and so are
   * its other entries.
   */
  public static void staleTogether(Connection database, long plan) throws SQLException {
    Reason reason = Reason.of(ReasonCode.SOURCE_CHANGED);
    String drafts =
        "update bexio_clockodo.plan_row set state = 'STALE', reason = ?, reason_args = ?"
            + " where plan = ? and kind = 'invoice-draft' and action = 'CREATE' and state = 'PLANNED'"
            + " and cast(id as varchar(12)) in (select e.depends_on from bexio_clockodo.plan_row e"
            + " where e.plan = ? and e.kind = 'entry' and e.state = 'STALE')";
    String entries =
        "update bexio_clockodo.plan_row set state = 'STALE', reason = ?, reason_args = ?"
            + " where plan = ? and kind = 'entry' and action = 'LINK' and state = 'PLANNED'"
            + " and depends_on in (select cast(d.id as varchar(12)) from bexio_clockodo.plan_row d"
            + " where d.plan = ? and d.kind = 'invoice-draft' and d.state = 'STALE')";
    for (String sql : List.of(drafts, entries)) {
      try (PreparedStatement statement = database.prepareStatement(sql)) {
        PlanRowStore.setReason(statement, 1, reason);
        statement.setLong(3, plan);
        statement.setLong(4, plan);
        statement.executeUpdate();
      }
    }
  }

  /**
   * The entries of drafts whose run has ended before it knew what became of them, in all plans of a
   * connection: they are as unknown as their draft.
   */
  static void orphansUnknown(Connection database, String connection) throws SQLException {
    String sql =
        "update bexio_clockodo.plan_row set state = 'UNKNOWN' where state = 'PLANNED' and kind = 'entry'"
            + " and action = 'LINK' and exists (select 1 from"
            + InFlightRows.ROWS
            + " and r.plan = plan_row.plan and r.kind = 'invoice-draft' and r.action = 'CREATE'"
            + " and cast(r.id as varchar(12)) = plan_row.depends_on)"
            + " and plan in (select f.plan from bexio_clockodo.plan_row_in_flight f"
            + " where f.connection = ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, connection);
      statement.executeUpdate();
    }
  }
}
