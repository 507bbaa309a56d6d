package ch.bexioclockodo.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes the table {@code alert}. */
final class AlertStore {

  private static final String COLUMNS =
      "select connection, subject, number, state, code, text, run, plan, noticed_at"
          + " from bexio_clockodo.alert ";

  /** So many notices of a subject are kept. */
  private static final int MOST = 100;

  private AlertStore() {}

  /** What people were last told about a subject. */
  static Optional<Alert> newest(Connection database, String connection, String subject)
      throws SQLException {
    String sql =
        COLUMNS + "where connection = ? and subject = ? order by number desc fetch first row only";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      statement.setString(2, subject);
      return read(statement).stream().findFirst();
    }
  }

  /** The notices since then that the webhook has not taken, oldest first. */
  static List<Alert> awaiting(Connection database, Instant since) throws SQLException {
    String sql = COLUMNS + "where awaits_webhook and noticed_at > ? order by noticed_at, number";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setObject(1, since.atOffset(ZoneOffset.UTC));
      return read(statement);
    }
  }

  /** Adds a notice; the number refuses one that another process adds at the same moment. */
  static void add(Connection database, Alert alert, boolean awaitsWebhook) throws SQLException {
    String sql =
        "insert into bexio_clockodo.alert (connection, subject, number, state, code, text, run,"
            + " plan, noticed_at, awaits_webhook) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, alert.connection());
      statement.setString(2, alert.subject());
      statement.setInt(3, alert.number());
      statement.setString(4, alert.state().name());
      statement.setString(5, alert.code());
      statement.setString(6, alert.text());
      statement.setObject(7, alert.run());
      statement.setObject(8, alert.plan());
      statement.setObject(9, alert.noticedAt().atOffset(ZoneOffset.UTC));
      statement.setBoolean(10, awaitsWebhook);
      statement.executeUpdate();
    }
    forgetBefore(database, alert);
  }

  private static void forgetBefore(Connection database, Alert alert) throws SQLException {
    String sql =
        "delete from bexio_clockodo.alert where connection = ? and subject = ? and number <= ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, alert.connection());
      statement.setString(2, alert.subject());
      statement.setInt(3, alert.number() - MOST);
      statement.executeUpdate();
    }
  }

  /** The webhook has taken a notice. */
  static void taken(Connection database, Alert alert) throws SQLException {
    String sql =
        "update bexio_clockodo.alert set awaits_webhook = false"
            + " where connection = ? and subject = ? and number = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, alert.connection());
      statement.setString(2, alert.subject());
      statement.setInt(3, alert.number());
      statement.executeUpdate();
    }
  }

  private static List<Alert> read(PreparedStatement statement) throws SQLException {
    List<Alert> alerts = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        alerts.add(
            new Alert(
                row.getString("connection"),
                row.getString("subject"),
                row.getInt("number"),
                AlertState.valueOf(row.getString("state")),
                row.getString("code"),
                row.getString("text"),
                row.getObject("run", Long.class),
                row.getObject("plan", Long.class),
                row.getObject("noticed_at", OffsetDateTime.class).toInstant()));
      }
    }
    return alerts;
  }
}
