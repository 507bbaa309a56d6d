package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** {@code /v4/projects} with complete and setBilled, and the list of subprojects, §4.2. */
final class ClockodoProjects extends ClockodoMaster {

  private static final BigDecimal LARGEST_AMOUNT = new BigDecimal("99999999");

  private final ClockodoRevenue revenue;
  private final ClockodoList subprojects;

  ClockodoProjects(World world, ClockodoErrors errors) {
    super(
        world,
        errors,
        world.clockodo().table("projects"),
        "/v4/projects",
        "projects_id",
        "customers_id",
        "active",
        "completed",
        "fulltext");
    this.revenue = new ClockodoRevenue(world);
    this.subprojects =
        new ClockodoList(
            world.clockodo().table("subprojects"), "data", 5000, world.clockodoRules(), errors);
  }

  @Override
  void register(Router router) {
    super.register(router);
    router.add("PUT /v4/projects/{id}/complete", this::complete);
    router.add("PUT /v3/projects/{id}/setBilled", this::setBilled);
    router.add(
        "GET /v3/subprojects",
        call ->
            subprojects.page(
                call,
                ClockodoList.filter(call, "projects_id", "active", "completed", "fulltext"),
                subprojects.order(call, Set.of("id", "name", "active")),
                row -> {
                  ObjectNode view = BexioView.stored(row);
                  ClockodoBillService.hide(view, call, world.clockodoRules());
                  return ClockodoUsers.isOwner(call.user()) ? view : view.remove(hidden());
                }));
  }

  @Override
  protected ObjectNode checked(ClockodoForm form) {
    checkBudget(form);
    return ClockodoBillService.check(form, world.clockodoRules())
        .requiredText("name", LONGEST_NAME)
        .requiredReference("customers_id", world.clockodo().table("customers"))
        .optionalText("number", LONGEST_NUMBER)
        .optionalBoolean("active")
        .optionalBoolean("billable_default")
        .optionalText("note", LONGEST_NOTE)
        .optionalDate("deadline")
        .optionalDate("start_date")
        .optionalBoolean("automatic_completion")
        .any("budget")
        .any("service_assignments")
        .finish();
  }

  @Override
  protected ObjectNode view(ObjectNode row) {
    if (row.path("budget") instanceof ObjectNode budget) {
      // The row is a copy, so adding to its budget changes nothing stored.
      budget.putIfAbsent("subprojects_budget_total", Json.node(0));
    }
    row.set("revenue_factor", Json.node(revenue.factor(row)));
    return row;
  }

  @Override
  protected Set<String> restrictedKeys() {
    return hidden();
  }

  @Override
  protected boolean sameScope(ObjectNode one, ObjectNode other) {
    return one.path("customers_id").equals(other.path("customers_id"));
  }

  private static Set<String> hidden() {
    return Set.of("note", "billed", "billed_money", "billed_completely", "revenue_factor");
  }

  private static void checkBudget(ClockodoForm form) {
    JsonNode budget = form.body().path("budget");
    if (budget.isMissingNode() || budget.isNull()) {
      return;
    }
    if (!budget.isObject()) {
      form.error("UnexpectedValue", "An object is expected.", "budget");
    } else if (budget.hasNonNull("amount")) {
      BigDecimal amount = new BigDecimal(budget.get("amount").asText("0"));
      if (amount.signum() < 0 || amount.compareTo(LARGEST_AMOUNT) > 0) {
        form.error("NotBetween", "The amount is out of range.", "budget.amount");
      }
      if (budget.path("from_subprojects").asBoolean() && amount.signum() != 0) {
        form.error("FieldsShouldBeEmpty", "The amount comes from subprojects.", "budget.amount");
      }
    }
  }

  private Answer complete(Call call) {
    ObjectNode project = editable(call);
    boolean completed = call.jsonObject().path("completed").asBoolean();
    if (completed) {
      List<ObjectNode> entries =
          world.clockodo().table("entries").rows().stream()
              .filter(entry -> entry.path("projects_id").equals(project.get("id")))
              .toList();
      if (entries.stream().anyMatch(entry -> !entry.hasNonNull("time_until"))) {
        throw refused("ProjectCompletionAnyRunningEntries", "An entry is running.");
      }
      if (entries.stream().noneMatch(entry -> entry.path("billable").asInt() > 0)) {
        throw refused("ProjectCompletionNoBillableEntries", "No entry is billable.");
      }
    }
    String at = completed ? ClockodoTime.format(world.clock().now()) : null;
    return single(
        call, table.update(call.pathId(), Json.object("completed", completed, "completed_at", at)));
  }

  private Answer setBilled(Call call) {
    ObjectNode budget = editable(call).path("budget") instanceof ObjectNode b ? b : null;
    ObjectNode body = call.jsonObject();
    if (budget == null || !budget.path("hard").asBoolean()) {
      throw refused(
          "BilledMoneyCanOnlyBeSetWithHardBudget",
          "The project has no hard budget: mark its entries instead.");
    }
    boolean money = budget.path("monetary").asBoolean();
    if (!money && body.hasNonNull("billed_money")) {
      throw refused("BilledMoneyCanOnlyBeSetWithHardBudget", "The budget is not a money budget.");
    }
    if (money && !body.has("billed_money")) {
      throw refused("BilledCanOnlyBeSetWithHourBudget", "The budget is not an hour budget.");
    }
    BigDecimal billed = new BigDecimal(body.path("billed_money").asText("0").replace("null", "0"));
    boolean completely =
        money
            ? billed.compareTo(new BigDecimal(budget.path("amount").asText("0"))) >= 0
            : body.path("billed").asBoolean();
    return single(
        call,
        table.update(
            call.pathId(),
            Json.object(
                "billed_money", body.get("billed_money"), "billed_completely", completely)));
  }
}
