package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Users and teams, {@code clockodo.md} §4.5; missing rights remove keys. */
final class ClockodoUsers {

  private static final int LARGEST_PAGE = 1000;
  private static final Set<String> RESTRICTED = Set.of("email", "role", "number", "edit_lock");

  private final ClockodoErrors errors;
  private final ClockodoRules rules;
  private final Table users;
  private final ClockodoList userList;
  private final ClockodoList teamList;

  ClockodoUsers(World world, ClockodoErrors errors) {
    this.errors = errors;
    this.rules = world.clockodoRules();
    this.users = world.clockodo().table("users");
    this.userList = new ClockodoList(users, "data", LARGEST_PAGE, world.clockodoRules(), errors);
    this.teamList =
        new ClockodoList(
            world.clockodo().table("teams"), "data", LARGEST_PAGE, world.clockodoRules(), errors);
  }

  static boolean isOwner(ObjectNode user) {
    return user.path("role").asText().equals("owner");
  }

  void register(Router router) {
    router.add(
        "GET /v3/users",
        call ->
            userList.page(
                call,
                ClockodoList.filter(call, "active", "fulltext", "teams_id"),
                userList.order(call, Set.of("id", "name", "active", "number", "role")),
                row -> view(call, row)));
    router.add("GET /v3/users/{id}", this::single);
    router.add(
        "GET /v4/users/me", call -> Answer.json(200, Json.object("data", view(call, call.user()))));
    router.add(
        "GET /v3/teams",
        call -> teamList.page(call, row -> true, ClockodoList.BY_ID, BexioView::stored));
  }

  private Answer single(Call call) {
    ObjectNode row = users.get(call.pathId());
    if (row == null) {
      throw errors.refusal(call, 404);
    }
    return Answer.json(200, Json.object("data", view(call, row)));
  }

  private ObjectNode view(Call call, ObjectNode row) {
    ObjectNode view = BexioView.stored(row);
    boolean self = row.get("id").equals(call.user().get("id"));
    if (!isOwner(call.user()) && !self) {
      view.remove(RESTRICTED);
    }
    ClockodoBillService.hide(view, call, rules);
    return view;
  }
}
