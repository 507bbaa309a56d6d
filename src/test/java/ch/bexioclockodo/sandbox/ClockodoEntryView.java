package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** How an entry looks: by type, by the caller's rights, plain or enhanced, §5.1 and §5.2. */
final class ClockodoEntryView {

  private static final int NOT_AVAILABLE = -1;

  private final World world;
  private final ClockodoRevenue revenue;

  ClockodoEntryView(World world) {
    this.world = world;
    this.revenue = new ClockodoRevenue(world);
  }

  /** A row of the plain or enhanced list. */
  ObjectNode listed(Call call, ObjectNode row) {
    boolean enhanced = call.queryFlag("enhanced_list");
    ObjectNode view = single(call, row);
    if (enhanced) {
      enhance(call, row, view);
    } else {
      view.remove("hourly_rate");
      if (!world.clockodoRules().entriesListHasText()) {
        view.remove("text");
      }
    }
    return view;
  }

  ObjectNode single(Call call, ObjectNode row) {
    boolean owner = ClockodoUsers.isOwner(call.user());
    int type = row.path("type").asInt(1);
    ObjectNode view = Json.MAPPER.createObjectNode();
    copy(row, view, "id", "type", "customers_id", "projects_id", "subprojects_id");
    switch (type) {
      case 2 -> copy(row, view, "services_id", "lumpsum");
      case 3 -> copy(row, view, "lumpsum_services_id", "lumpsum_services_amount");
      default -> copy(row, view, "services_id");
    }
    copy(row, view, "users_id");
    view.set("billable", owner ? row.get("billable") : IntNode.valueOf(NOT_AVAILABLE));
    view.set("texts_id", textsId(row));
    copy(row, view, "text", "time_since", "time_until");
    if (type == 1) {
      boolean running = !row.hasNonNull("time_until");
      view.set("duration", running ? NullNode.instance : Json.node(revenue.seconds(row)));
      view.put("clocked", row.path("clocked").asBoolean(running));
      view.put("clocked_offline", row.path("clocked_offline").asBoolean());
      copy(row, view, "time_clocked_since");
    }
    copy(row, view, "time_insert", "time_last_change");
    if (type == 1) {
      view.set("time_last_change_work_time", view.get("time_last_change"));
      if (owner) {
        view.put("hourly_rate", revenue.hourlyRate(row));
      }
    }
    copy(row, view, "test_data");
    return view;
  }

  /** Equal texts share an id; derived, so that it does not depend on the order of requests. */
  static JsonNode textsId(ObjectNode row) {
    String text = row.path("text").asText("");
    if (!row.hasNonNull("text") || text.isEmpty()) {
      return NullNode.instance;
    }
    CRC32 checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return IntNode.valueOf((int) (checksum.getValue() >>> 1) | 1);
  }

  private void enhance(Call call, ObjectNode row, ObjectNode view) {
    for (String table :
        new String[] {"customers", "projects", "subprojects", "users", "services"}) {
      view.set(table + "_name", name(table, row.path(table + "_id").asInt()));
    }
    if (ClockodoUsers.isOwner(call.user())) {
      BigDecimal earned =
          revenue.revenue(row, call.queryFlag("calc_also_revenues_for_projects_with_hard_budget"));
      view.set(
          "revenue", Json.node(earned == null ? null : earned.setScale(2, RoundingMode.HALF_UP)));
      if (row.path("type").asInt() == 3) {
        view.set("lumpsum_services_price", Json.node(revenue.lumpSumPrice(row)));
      }
    }
  }

  private JsonNode name(String table, int id) {
    ObjectNode row = world.clockodo().table(table).get(id);
    return row == null ? NullNode.instance : row.get("name");
  }

  private static void copy(ObjectNode from, ObjectNode to, String... names) {
    for (String name : names) {
      to.set(name, BexioResource.orNull(from.get(name)));
    }
  }
}
