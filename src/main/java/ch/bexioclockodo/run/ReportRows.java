package ch.bexioclockodo.run;

import ch.bexioclockodo.plan.Json;
import ch.bexioclockodo.plan.PlanRow;
import ch.bexioclockodo.plan.PlanRowStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.sql.DataSource;

/**
 * The rows of a plan as the report shows them, read from the database page by page while they are
 * iterated.
 */
public final class ReportRows implements Iterable<Map<String, Object>> {

  private static final int PAGE = 500;

  private final DataSource dataSource;
  private final long plan;

  public ReportRows(DataSource dataSource, long plan) {
    this.dataSource = dataSource;
    this.plan = plan;
  }

  @Override
  public Iterator<Map<String, Object>> iterator() {
    return new Pages();
  }

  private final class Pages implements Iterator<Map<String, Object>> {

    private Iterator<PlanRow> page = List.<PlanRow>of().iterator();
    private int last;
    private boolean more = true;

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
        return PlanRowStore.after(database, plan, last, PAGE);
      } catch (SQLException e) {
        throw new IllegalStateException("the rows of plan " + plan + " cannot be read", e);
      }
    }
  }

  private static Map<String, Object> asMap(PlanRow row) {
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
    return map;
  }

  private static Map<String, Object> reason(PlanRow row) {
    Map<String, Object> reason = new LinkedHashMap<>();
    reason.put("code", row.reason().code().code());
    reason.put("text", Messages.reason(row.reason()));
    return reason;
  }
}
