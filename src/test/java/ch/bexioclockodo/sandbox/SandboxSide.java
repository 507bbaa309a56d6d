package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The state of one simulated system: its tables by name. */
public final class SandboxSide {

  private final String name;
  private final Map<String, Table> tables = new LinkedHashMap<>();

  /** Tables, their first ids and the defaults of their rows come from {@code tables.json}. */
  SandboxSide(String name) {
    this.name = name;
    for (Map.Entry<String, JsonNode> table : Json.resource("tables.json").get(name).properties()) {
      tables.put(
          table.getKey(),
          new Table(
              table.getKey(),
              table.getValue().get("firstId").intValue(),
              (ObjectNode) table.getValue().get("defaults")));
    }
  }

  public String name() {
    return name;
  }

  public Set<String> tableNames() {
    return tables.keySet();
  }

  public Table table(String tableName) {
    Table table = tables.get(tableName);
    if (table == null) {
      throw new IllegalArgumentException(
          name + " has no table " + tableName + ", only " + tables.keySet());
    }
    return table;
  }
}
