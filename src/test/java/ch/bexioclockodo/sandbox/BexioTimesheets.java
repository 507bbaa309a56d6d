package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code /2.0/timesheet} and its statuses, {@code bexio.md} §6. */
final class BexioTimesheets {

  /** Invoiced and closed. */
  private static final Set<Integer> LOCKED = Set.of(4, 5);

  private static final int OPEN = 1;

  private static final List<String> WRITABLE =
      List.of(
          "user_id",
          "status_id",
          "client_service_id",
          "text",
          "allowable_bill",
          "charge",
          "contact_id",
          "sub_contact_id",
          "pr_project_id",
          "pr_package_id",
          "pr_milestone_id",
          "estimated_time",
          "tracking");

  private final World world;
  private final Table timesheets;
  private final BexioResource resource;

  BexioTimesheets(World world) {
    this.world = world;
    this.timesheets = world.bexio().table("timesheet");
    BexioSearch search =
        new BexioSearch(
            world.bexioRules(),
            "id",
            "client_service_id",
            "contact_id",
            "user_id",
            "pr_project_id",
            "status_id");
    this.resource =
        new BexioResource(
            timesheets, Set.of("id", "date"), search, BexioTimesheets::view, (call, row) -> true);
  }

  void register(Router router) {
    router.add("GET /2.0/timesheet", resource::list);
    router.add("POST /2.0/timesheet/search", resource::search);
    router.add("GET /2.0/timesheet/{id}", resource::single);
    router.add("POST /2.0/timesheet", this::create);
    router.add("POST /2.0/timesheet/{id}", this::edit);
    router.add("DELETE /2.0/timesheet/{id}", this::delete);
    Table statuses = world.bexio().table("timesheet_status");
    router.add("GET /2.0/timesheet_status", BexioResource.lookup(statuses, "id", "name")::list);
  }

  private Answer create(Call call) {
    ObjectNode row = checked(call, false);
    if (!row.hasNonNull("status_id")) {
      row.put("status_id", OPEN);
    }
    return Answer.json(201, view(timesheets.insert(row)));
  }

  private Answer edit(Call call) {
    ObjectNode old = resource.existing(call);
    refuseLocked(old);
    boolean full = world.bexioRules().editIsFull();
    ObjectNode row = checked(call, !full);
    if (full) {
      for (String name : WRITABLE) {
        if (!row.has(name) && !name.equals("status_id")) {
          row.putNull(name);
        }
      }
    }
    return Answer.json(200, view(timesheets.update(call.pathId(), row)));
  }

  private Answer delete(Call call) {
    refuseLocked(resource.existing(call));
    timesheets.remove(call.pathId());
    return Answer.json(200, Json.object("success", true));
  }

  private void refuseLocked(ObjectNode row) {
    if (world.bexioRules().invoicedLocked() && LOCKED.contains(row.get("status_id").intValue())) {
      throw BexioErrors.unprocessable("The timesheet is invoiced or closed.");
    }
  }

  private ObjectNode checked(Call call, boolean partial) {
    SandboxSide bexio = world.bexio();
    BexioRules rules = world.bexioRules();
    BexioForm form = new BexioForm(call, partial).onlyFields(WRITABLE, rules);
    Table users = bexio.table("user");
    if (rules.fictionalUserAsTimesheetUser()) {
      form.requiredReference("user_id", users, bexio.table("fictional_user"));
    } else {
      form.requiredReference("user_id", users);
    }
    form.requiredReference("client_service_id", bexio.table("client_service"))
        .requiredBoolean("allowable_bill")
        .optionalReference("status_id", bexio.table("timesheet_status"))
        .optionalReference("contact_id", bexio.table("contact"))
        .optionalReference("sub_contact_id", bexio.table("contact"))
        .optionalReference("pr_project_id", bexio.table("pr_project"))
        // Packages and milestones are not simulated: there is none that one could refer to.
        .optionalReference("pr_package_id")
        .optionalReference("pr_milestone_id")
        .optionalText("text", Integer.MAX_VALUE)
        .optionalText("charge", 255)
        .optionalPattern("estimated_time", Pattern.compile("\\d{1,3}:[0-5]\\d"));
    BexioTracking.check(form, rules);
    ObjectNode row = form.finish();
    if (row.hasNonNull("text")) {
      row.put("text", rewritten(row.get("text").asText(), rules.textRewritten()));
    }
    return row;
  }

  private static String rewritten(String text, BexioRules.TextRewriting rewriting) {
    return switch (rewriting) {
      case NONE -> text;
      case HTML_ESCAPED -> text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
      case LINE_BREAKS_AS_HTML -> text.replaceAll("\r?\n", "<br />");
      case TRIMMED -> text.strip();
    };
  }

  /** The key order is the fact sheet's example. */
  private static ObjectNode view(ObjectNode row) {
    ObjectNode view = BexioView.stored(row);
    JsonNode tracking = view.remove("tracking");
    String duration = BexioTracking.duration(row);
    view.put("date", BexioTracking.date(row));
    view.put("duration", duration);
    view.put("running", tracking.path("type").asText().equals("stopwatch") && duration == null);
    view.set("tracking", tracking);
    return view;
  }
}
