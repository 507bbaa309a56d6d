package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code /v3/customers}, {@code clockodo.md} §4.1. */
final class ClockodoCustomers extends ClockodoMaster {

  private static final int MOST_COUNTED = 500;

  ClockodoCustomers(World world, ClockodoErrors errors) {
    super(
        world,
        errors,
        world.clockodo().table("customers"),
        "/v3/customers",
        "customers_id",
        "active",
        "fulltext");
  }

  @Override
  void register(Router router) {
    super.register(router);
    router.add("GET /v3/customers/countProjects", this::countProjects);
  }

  @Override
  protected ObjectNode checked(ClockodoForm form) {
    return ClockodoBillService.check(form, world.clockodoRules())
        .requiredText("name", LONGEST_NAME)
        .optionalText("number", LONGEST_NUMBER)
        .optionalBoolean("active")
        .optionalBoolean("billable_default")
        .optionalNumber("color", BigDecimal.ONE, BigDecimal.valueOf(9))
        .optionalText("note", LONGEST_NOTE)
        .any("service_assignments")
        .finish();
  }

  @Override
  protected ObjectNode view(ObjectNode row) {
    return row;
  }

  @Override
  protected Set<String> restrictedKeys() {
    return Set.of("note");
  }

  @Override
  protected boolean sameScope(ObjectNode one, ObjectNode other) {
    return true;
  }

  @Override
  protected boolean used(int id) {
    return super.used(id)
        || world.clockodo().table("projects").rows().stream()
            .anyMatch(project -> project.path("customers_id").asInt() == id);
  }

  private Answer countProjects(Call call) {
    List<String> ids = call.query().getOrDefault("customers_id[]", List.of());
    if (ids.isEmpty() || ids.size() > MOST_COUNTED) {
      throw new Refusal(errors.of(call, 400, "1 to 500 customers_id[] are expected."));
    }
    Map<String, List<ObjectNode>> projectsByCustomer =
        world.clockodo().table("projects").rows().stream()
            .collect(Collectors.groupingBy(project -> project.path("customers_id").asText()));
    List<ObjectNode> counts = new ArrayList<>();
    for (String id : ids) {
      List<ObjectNode> projects = projectsByCustomer.getOrDefault(id, List.of());
      long active = projects.stream().filter(p -> p.path("active").asBoolean()).count();
      counts.add(
          Json.object(
              "customers_id",
              Integer.valueOf(id),
              "active",
              active,
              "inactive",
              projects.size() - active));
    }
    ObjectNode paging =
        Json.object(
            "items_per_page",
            MOST_COUNTED,
            "current_page",
            1,
            "count_pages",
            1,
            "count_items",
            counts.size());
    return Answer.json(200, Json.object("paging", paging, "data", counts));
  }
}
