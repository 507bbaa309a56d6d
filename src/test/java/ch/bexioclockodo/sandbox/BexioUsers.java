package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** Users and fictional users (contact persons without login), {@code bexio.md} §7. */
final class BexioUsers {

  private static final List<String> WRITABLE =
      List.of("salutation_type", "firstname", "lastname", "email", "title_id");

  private final World world;
  private final Table users;
  private final Table fictionalUsers;
  private final BexioResource fictional;

  BexioUsers(World world) {
    this.world = world;
    this.users = world.bexio().table("user");
    this.fictionalUsers = world.bexio().table("fictional_user");
    this.fictional = BexioResource.lookup(fictionalUsers);
  }

  void register(Router router) {
    BexioResource real = BexioResource.lookup(users);
    router.add("GET /3.0/users", real::listWithTotals);
    router.add("GET /3.0/users/{id}", real::single);
    router.add("GET /3.0/users/me", call -> me());
    router.add("GET /3.0/fictional_users", fictional::listWithTotals);
    router.add("GET /3.0/fictional_users/{id}", fictional::single);
    router.add("POST /3.0/fictional_users", this::create);
    router.add("PATCH /3.0/fictional_users/{id}", this::edit);
    router.add("DELETE /3.0/fictional_users/{id}", this::delete);
  }

  /** The token acts as the first administrator. */
  private Answer me() {
    return users.rows().stream()
        .filter(row -> row.path("is_superadmin").asBoolean())
        .findFirst()
        .map(row -> Answer.json(200, BexioView.stored(row)))
        .orElseThrow(BexioErrors::notFound);
  }

  private Answer create(Call call) {
    return Answer.json(201, fictionalUsers.insert(checked(call, -1)));
  }

  /** Requires the same fields as a create. */
  private Answer edit(Call call) {
    fictional.existing(call);
    return Answer.json(200, fictionalUsers.update(call.pathId(), checked(call, call.pathId())));
  }

  private Answer delete(Call call) {
    fictional.existing(call);
    fictionalUsers.remove(call.pathId());
    return Answer.json(200, Json.object("success", true));
  }

  private ObjectNode checked(Call call, int self) {
    BexioForm form =
        new BexioForm(call, false)
            .onlyFields(WRITABLE, world.bexioRules())
            .requiredOneOf("salutation_type", "male", "female")
            .requiredText("firstname", 80)
            .requiredText("lastname", 80)
            .requiredText("email", 255);
    String email = form.body().path("email").asText();
    boolean taken =
        Stream.concat(
                users.rows().stream(),
                fictionalUsers.rows().stream().filter(row -> row.get("id").intValue() != self))
            .anyMatch(row -> row.path("email").asText().equalsIgnoreCase(email));
    if (taken) {
      form.error("email: This email address is already in use.");
    }
    return form.finish();
  }
}
