package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** {@code /2.0/pr_project}, its states and types, {@code bexio.md} §4. */
final class BexioProjects {

  private static final Set<String> AMOUNTS =
      Set.of("pr_invoice_type_amount", "pr_budget_type_amount");
  private static final Set<String> TEXTS = Set.of("comment");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}:\\d{2})?");

  /** What archive and reactivate leave behind; the numbers are common belief, not documented. */
  private static final int ACTIVE = 2;

  private static final int ARCHIVED = 3;

  private static final List<String> WRITABLE =
      List.of(
          "name",
          "start_date",
          "end_date",
          "comment",
          "pr_state_id",
          "pr_project_type_id",
          "contact_id",
          "contact_sub_id",
          "pr_invoice_type_id",
          "pr_invoice_type_amount",
          "pr_budget_type_id",
          "pr_budget_type_amount",
          "user_id");

  private final World world;
  private final Table projects;
  private final BexioResource resource;

  BexioProjects(World world) {
    this.world = world;
    this.projects = world.bexio().table("pr_project");
    BexioSearch search = new BexioSearch(world.bexioRules(), "name", "contact_id", "pr_state_id");
    this.resource =
        new BexioResource(
            projects,
            Set.of("id", "name"),
            search,
            row -> BexioView.withAmounts(row, AMOUNTS),
            (call, row) ->
                world.bexioRules().archivedProjectsListed() || !row.path("_archived").asBoolean());
  }

  void register(Router router) {
    router.add("GET /2.0/pr_project", resource::list);
    router.add("POST /2.0/pr_project/search", resource::search);
    router.add("GET /2.0/pr_project/{id}", resource::single);
    router.add("POST /2.0/pr_project", this::create);
    router.add("POST /2.0/pr_project/{id}", this::edit);
    router.add("DELETE /2.0/pr_project/{id}", this::delete);
    router.add("POST /2.0/pr_project/{id}/archive", call -> archive(call, true));
    router.add("POST /2.0/pr_project/{id}/reactivate", call -> archive(call, false));
    SandboxSide bexio = world.bexio();
    router.add(
        "GET /2.0/pr_project_state",
        new BexioLabels(bexio.table("pr_project_state"), world.bexioRules())::list);
    router.add(
        "GET /2.0/pr_project_type",
        BexioResource.lookup(bexio.table("pr_project_type"), "id", "name")::list);
  }

  private Answer create(Call call) {
    ObjectNode row = projects.insert(checked(call, null));
    int id = row.get("id").intValue();
    byte[] name = ("pr_project " + id).getBytes(StandardCharsets.UTF_8);
    row =
        projects.update(
            id,
            Json.object(
                "nr", String.format("%06d", id),
                "uuid", UUID.nameUUIDFromBytes(name).toString()));
    return Answer.json(201, BexioView.created(row, TEXTS, AMOUNTS));
  }

  private Answer edit(Call call) {
    ObjectNode old = resource.existing(call);
    boolean full = world.bexioRules().editIsFull();
    ObjectNode row = checked(call, full ? null : old);
    if (full) {
      WRITABLE.stream().filter(name -> !row.has(name)).forEach(row::putNull);
    }
    return Answer.json(200, BexioView.withAmounts(projects.update(call.pathId(), row), AMOUNTS));
  }

  private Answer delete(Call call) {
    resource.existing(call);
    projects.remove(call.pathId());
    return Answer.json(200, Json.object("success", true));
  }

  private Answer archive(Call call, boolean archived) {
    resource.existing(call);
    projects.update(
        call.pathId(),
        Json.object("_archived", archived, "pr_state_id", archived ? ARCHIVED : ACTIVE));
    return Answer.json(200, Json.object("success", true));
  }

  /** What the body leaves out of an edit stays as it was in the old row; a create has none. */
  private ObjectNode checked(Call call, ObjectNode old) {
    SandboxSide bexio = world.bexio();
    BexioForm form =
        new BexioForm(call, old != null)
            .onlyFields(WRITABLE, world.bexioRules())
            .requiredText("name", 255)
            .requiredReference("contact_id", bexio.table("contact"))
            .requiredReference("user_id", bexio.table("user"))
            .requiredReference("pr_state_id", bexio.table("pr_project_state"))
            .requiredReference("pr_project_type_id", bexio.table("pr_project_type"))
            .optionalReference("contact_sub_id", bexio.table("contact"))
            .optionalPattern("start_date", DATE)
            .optionalPattern("end_date", DATE)
            .optionalText("comment", Integer.MAX_VALUE);
    checkAmount(form, old, "pr_invoice_type_id", "pr_invoice_type_amount", Set.of(3, 4));
    checkAmount(form, old, "pr_budget_type_id", "pr_budget_type_amount", Set.of(1, 2));
    ObjectNode row = form.finish();
    for (String name : List.of("start_date", "end_date")) {
      if (row.path(name).asText().length() == 10) {
        row.put(name, row.get(name).asText() + " 00:00:00");
      }
    }
    return row;
  }

  /** Types are 1 to 4, and only some of them take an amount. */
  private static void checkAmount(
      BexioForm form, ObjectNode old, String type, String amount, Set<Integer> withAmount) {
    form.optionalPattern(type, Pattern.compile("[1-4]"));
    form.optionalPattern(amount, Pattern.compile("-?\\d+(\\.\\d+)?"));
    ObjectNode typed = form.body().has(type) || old == null ? form.body() : old;
    if (form.body().hasNonNull(amount) && !withAmount.contains(typed.path(type).asInt())) {
      form.error(amount + ": Not allowed for this type.");
    }
  }
}
