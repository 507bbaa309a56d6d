package ch.bexioclockodo.app;

import ch.bexioclockodo.link.Link;
import ch.bexioclockodo.link.LinkStore;
import ch.bexioclockodo.plan.Base;
import ch.bexioclockodo.sandbox.Table;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the two sides of a world hold, and what the connector's table of links says. */
final class BothSides {

  static final ObjectMapper JSON = new ObjectMapper();

  /** The first project states of the sandbox are open; the third is what archiving leaves. */
  static final int CLOSED = 3;

  private final World world;

  BothSides(World world) {
    this.world = world;
  }

  Table bexio(MasterKind kind) {
    return world.sandbox().bexio().table(kind.bexio());
  }

  Table clockodo(MasterKind kind) {
    return world.sandbox().clockodo().table(kind.clockodo());
  }

  List<Link> links(MasterKind kind) {
    try (Connection database = world.connector().dataSource().getConnection()) {
      return LinkStore.all(database, "default").stream()
          .filter(link -> link.kind() == kind.link())
          .toList();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  Optional<Link> linkTo(MasterKind kind, int clockodoId) {
    return links(kind).stream().filter(link -> link.clockodoId() == clockodoId).findFirst();
  }

  /** What both sides of a link last agreed on for a field; empty when nobody compared yet. */
  Optional<Map<String, Object>> agreed(Link link) {
    try (Connection database = world.connector().dataSource().getConnection()) {
      String base = LinkStore.base(database, "default", link.kind(), link.bexioId());
      return base == null || link.clockodoPrint() == null
          ? Optional.empty()
          : Optional.of(Base.read(base).fields());
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  Object held(MasterKind kind, int clockodoId, String field) {
    return value(clockodo(kind).get(clockodoId).path(field));
  }

  /** The fields that bexio asks for today; of what it has no more only that it ends. */
  Map<String, Object> asked(MasterKind kind, int bexioId) {
    ObjectNode row = bexio(kind).get(bexioId);
    Map<String, Object> asked = new HashMap<>();
    if (row == null) {
      asked.put("active", false);
      return asked;
    }
    asked.put("name", value(row.path(kind.bexioName())));
    asked.put("active", true);
    if (kind != MasterKind.SERVICE) {
      asked.put("number", value(row.path("nr")));
    }
    if (kind == MasterKind.CUSTOMER) {
      asked.put("active", !row.path("_archived").asBoolean());
    }
    if (kind == MasterKind.PROJECT) {
      asked.put("active", row.path("pr_state_id").asInt() != CLOSED);
      asked.put("note", value(row.path("comment")));
      asked.put("start_date", date(row.path("start_date")));
      asked.put(
          "budget",
          row.hasNonNull("pr_budget_type_amount")
              ? Map.of("amount", row.get("pr_budget_type_amount").asInt())
              : null);
    }
    return asked;
  }

  private static Object date(JsonNode dateTime) {
    return dateTime.isTextual() ? dateTime.asText().substring(0, 10) : null;
  }

  private static Object value(JsonNode node) {
    return node.isMissingNode() ? null : JSON.convertValue(node, Object.class);
  }
}
