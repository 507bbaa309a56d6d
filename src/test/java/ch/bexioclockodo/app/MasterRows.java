package ch.bexioclockodo.app;

import ch.bexioclockodo.sandbox.Sandbox;
import ch.bexioclockodo.sandbox.SandboxSide;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Puts master data into both systems of a sandbox, changes it there, and looks it up again. */
final class MasterRows {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Sandbox sandbox;

  MasterRows(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** A company in bexio, numbered by its id. */
  MasterRows contact(int id, String name, Object... fields) {
    bexio("contact", id, "nr", String.format("%06d", id), "name_1", name);
    return fields.length == 0 ? this : bexio("contact", id, fields);
  }

  /** A project in bexio, numbered by its id. */
  MasterRows project(int id, int contact, String name, Object... fields) {
    bexio("pr_project", id, "nr", String.format("%06d", id), "contact_id", contact, "name", name);
    return fields.length == 0 ? this : bexio("pr_project", id, fields);
  }

  MasterRows activity(int id, String name) {
    return bexio("client_service", id, "name", name);
  }

  MasterRows item(int id, String number, String name, Object... fields) {
    bexio("article", id, "intern_code", number, "intern_name", name);
    return fields.length == 0 ? this : bexio("article", id, fields);
  }

  /** Adds a row to bexio, or changes fields of the one that is there. */
  MasterRows bexio(String table, int id, Object... fields) {
    return put(sandbox.bexio(), table, id, fields);
  }

  /** Adds a row to clockodo, or changes fields of the one that is there. */
  MasterRows clockodo(String table, int id, Object... fields) {
    return put(sandbox.clockodo(), table, id, fields);
  }

  private MasterRows put(SandboxSide side, String table, int id, Object... fields) {
    ObjectNode row = MAPPER.createObjectNode();
    for (int i = 0; i < fields.length; i += 2) {
      row.set((String) fields[i], MAPPER.valueToTree(fields[i + 1]));
    }
    Table rows = side.table(table);
    if (rows.get(id) == null) {
      rows.insert(row.put("id", id));
    } else {
      rows.update(id, row);
    }
    return this;
  }

  /** The only row in clockodo of this name. */
  ObjectNode named(String table, String name) {
    List<ObjectNode> found =
        sandbox.clockodo().table(table).list().stream()
            .filter(row -> name.equals(row.path("name").asText()))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + table + " are called " + name);
    }
    return found.get(0);
  }

  int idOf(String table, String name) {
    return named(table, name).get("id").intValue();
  }

  /** What each source row of a kind is to become, by its id. */
  static Map<Long, String> actions(Map<String, Object> report, String kind) {
    return World.rows(report).stream()
        .filter(row -> kind.equals(row.get("kind")))
        .collect(
            Collectors.toMap(
                row -> ((Number) ((Map<?, ?>) row.get("source")).get("id")).longValue(),
                row -> String.valueOf(row.get("action"))));
  }

  /** The one row of a kind about a source. */
  static Map<?, ?> row(Map<String, Object> report, String kind, long source) {
    List<Map<?, ?>> found =
        World.rows(report).stream()
            .filter(row -> kind.equals(row.get("kind")))
            .filter(
                row -> ((Number) ((Map<?, ?>) row.get("source")).get("id")).longValue() == source)
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " rows about " + kind + " " + source);
    }
    return found.get(0);
  }

  /** Action and reason of the one row about a source, for example {@code DECIDE conflict}. */
  static String said(Map<String, Object> report, String kind, long source) {
    Map<?, ?> row = row(report, kind, source);
    Map<?, ?> reason = (Map<?, ?>) row.get("reason");
    return row.get("action") + (reason == null ? "" : " " + reason.get("code"));
  }

  static String text(Map<String, Object> report, String kind, long source) {
    return String.valueOf(((Map<?, ?>) row(report, kind, source).get("reason")).get("text"));
  }

  static Map<?, ?> payload(Map<String, Object> report, String kind, long source) {
    return (Map<?, ?>) row(report, kind, source).get("payload");
  }

  /** The candidates that a row lists, by id. */
  static List<Object> candidates(Map<String, Object> report, String kind, long source) {
    Map<?, ?> target = (Map<?, ?>) row(report, kind, source).get("target");
    List<?> listed = (List<?>) target.get("candidates");
    return listed == null
        ? List.of()
        : listed.stream().map(one -> (Object) ((Map<?, ?>) one).get("id")).toList();
  }
}
