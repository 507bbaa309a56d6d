package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/** Rows as the report shows them, read page by page, each after the last row of the one before. */
final class RowPages implements Iterator<Map<String, Object>> {

  private static final int PAGE = 500;

  /** Reads up to {@code most} rows after a row, in order. */
  @FunctionalInterface
  interface Reader {
    List<PlanRow> after(Connection database, int after, int most) throws SQLException;
  }

  private final DataSource dataSource;
  private final Reader reader;
  private Iterator<PlanRow> page = List.<PlanRow>of().iterator();
  private int last;
  private boolean more = true;

  RowPages(DataSource dataSource, Reader reader) {
    this.dataSource = dataSource;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && more) {
      List<PlanRow> rows = read();
      more = rows.size() == PAGE;
      page = rows.iterator();
    }
    return page.hasNext();
  }

  @Override
  public Map<String, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    PlanRow row = page.next();
    last = row.id();
    return asMap(row);
  }

  private List<PlanRow> read() {
    try (Connection database = dataSource.getConnection()) {
      return reader.after(database, last, PAGE);
    } catch (SQLException e) {
      throw new IllegalStateException("the rows of a plan cannot be read", e);
    }
  }

  static Map<String, Object> asMap(PlanRow row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("id", row.id());
    map.put("kind", row.kind());
    map.put("action", row.action().name());
    map.put("state", row.state().name());
    map.put("reason", row.reason() == null ? null : reason(row));
    map.put("source", row.source());
    Map<String, Object> target = new LinkedHashMap<>();
    target.put("id", row.targetId());
    target.putAll(row.target());
    if (row.targetId() != null) {
      target.put("id", row.targetId());
    }
    map.put("target", target);
    map.put("payload", row.payload() == null ? Map.of() : Json.readMap(row.payload()));
    map.put("dependsOn", row.dependsOn());
    if (row.reportGroup() != null) {
      map.put("group", row.reportGroup());
    }
    return map;
  }

  private static Map<String, Object> reason(PlanRow row) {
    Map<String, Object> reason = new LinkedHashMap<>();
    reason.put("code", row.reason().code().code());
    reason.put("text", Messages.reason(row.reason()));
    return reason;
  }
}
