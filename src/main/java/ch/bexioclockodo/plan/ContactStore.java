package ch.bexioclockodo.plan;

import ch.bexioclockodo.bexio.Contact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads and writes the table {@code contact}: bexio's contacts as they were last read. */
public final class ContactStore {

  private static final int BATCH = 1000;

  private ContactStore() {}

  public static List<Contact> all(Connection database, String connection) throws SQLException {
    String sql =
        "select record from bexio_clockodo.contact where connection = ? order by connection, id";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet rows = statement.executeQuery()) {
        List<Contact> contacts = new ArrayList<>();
        while (rows.next()) {
          contacts.add(Json.read(rows.getString(1), Contact.class));
        }
        return contacts;
      }
    }
  }

  public static long count(Connection database, String connection) throws SQLException {
    String sql = "select count(*) from bexio_clockodo.contact where connection = ?";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setString(1, connection);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Keeps these contacts in place of all that were known. */
  public static void replace(Connection database, String connection, List<Contact> contacts)
      throws SQLException {
    try (PreparedStatement statement =
        database.prepareStatement("delete from bexio_clockodo.contact where connection = ?")) {
      statement.setString(1, connection);
      statement.executeUpdate();
    }
    insert(database, connection, contacts);
  }

  /** Keeps what changed since they were known, and drops what is gone. */
  public static void change(
      Connection database, String connection, List<Contact> changed, Set<Long> gone)
      throws SQLException {
    Set<Long> replaced = new HashSet<>(gone);
    changed.forEach(contact -> replaced.add((long) contact.id()));
    try (PreparedStatement statement =
        database.prepareStatement(
            "delete from bexio_clockodo.contact where connection = ? and id = ?")) {
      for (long id : replaced) {
        statement.setString(1, connection);
        statement.setLong(2, id);
        statement.addBatch();
      }
      statement.executeBatch();
    }
    insert(database, connection, changed);
  }

  private static void insert(Connection database, String connection, List<Contact> contacts)
      throws SQLException {
    String sql =
        "insert into bexio_clockodo.contact (connection, id, archived, record) values (?, ?, ?, ?)";
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      int waiting = 0;
      for (Contact contact : contacts) {
        statement.setString(1, connection);
        statement.setLong(2, contact.id());
        statement.setBoolean(3, contact.archived());
        statement.setString(4, Json.write(contact));
        statement.addBatch();
        if (++waiting % BATCH == 0) {
          statement.executeBatch();
        }
      }
      statement.executeBatch();
    }
  }
}
