package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /2.0/contact} and its groups, {@code bexio.md} §3. Deleting archives. */
final class BexioContacts {

  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  /** One pixel; a real one has some kB. */
  private static final String PROFILE_IMAGE =
      "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

  private final World world;
  private final Table contacts;
  private final BexioResource resource;

  BexioContacts(World world) {
    this.world = world;
    this.contacts = world.bexio().table("contact");
    BexioSearch search =
        new BexioSearch(
            world.bexioRules(),
            "id",
            "name_1",
            "name_2",
            "nr",
            "address",
            "mail",
            "mail_second",
            "postcode",
            "city",
            "country_id",
            "contact_group_ids",
            "contact_type_id",
            "updated_at",
            "user_id",
            "phone_fixed",
            "phone_mobile",
            "fax");
    this.resource =
        new BexioResource(
            contacts,
            Set.of("id", "nr", "name_1", "updated_at"),
            search,
            BexioContacts::view,
            this::listed);
  }

  void register(Router router) {
    router.add("GET /2.0/contact", resource::list);
    router.add("POST /2.0/contact/search", resource::search);
    router.add("GET /2.0/contact/{id}", this::single);
    router.add("POST /2.0/contact", this::create);
    router.add("POST /2.0/contact/{id}", this::edit);
    router.add("DELETE /2.0/contact/{id}", call -> archive(call, true));
    router.add("PATCH /2.0/contact/{id}/restore", call -> archive(call, false));
    Table groups = world.bexio().table("contact_group");
    router.add("GET /2.0/contact_group", BexioResource.lookup(groups, "id", "name")::list);
  }

  /** The flag show_archived shows the archived ones instead, not as well. */
  private boolean listed(Call call, ObjectNode row) {
    boolean everything =
        world.bexioRules().searchSeesArchived()
            && call.query("show_archived") == null
            && call.path().endsWith("/search");
    return everything || row.path("_archived").asBoolean() == call.queryFlag("show_archived");
  }

  /** Only here, not in lists, there is the image. */
  private Answer single(Call call) {
    ObjectNode view = view(resource.existing(call));
    return Answer.json(200, view.put("profile_image", PROFILE_IMAGE));
  }

  private Answer create(Call call) {
    ObjectNode row = BexioContactForm.checked(call, false, world).put("updated_at", now());
    if (!row.hasNonNull("nr")) {
      row.put("nr", String.format("%06d", nextNumber()));
    }
    ObjectNode view = view(contacts.insert(row));
    BexioContactForm.TEXTS.stream()
        .filter(name -> !view.hasNonNull(name))
        .forEach(name -> view.put(name, ""));
    return Answer.json(201, view);
  }

  private Answer edit(Call call) {
    resource.existing(call);
    ObjectNode row = BexioContactForm.checked(call, true, world).put("updated_at", now());
    return Answer.json(200, view(contacts.update(call.pathId(), row)));
  }

  private Answer archive(Call call, boolean archived) {
    resource.existing(call);
    ObjectNode change = Json.object("_archived", archived);
    if (world.bexioRules().archivingMovesUpdatedAt()) {
      change.put("updated_at", now());
    }
    contacts.update(call.pathId(), change);
    return Answer.json(200, Json.object("success", true));
  }

  private String now() {
    return WALL_TIME.format(LocalDateTime.ofInstant(world.clock().now(), World.COMPANY_ZONE));
  }

  private int nextNumber() {
    return contacts.rows().stream()
            .map(row -> row.path("nr").asText())
            .filter(Router::isNumber)
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0)
        + 1;
  }

  private static ObjectNode view(ObjectNode row) {
    ObjectNode view = BexioView.stored(row);
    String address =
        Stream.of("street_name", "house_number")
            .filter(view::hasNonNull)
            .map(name -> view.get(name).asText())
            .collect(Collectors.joining(" "));
    view.put("address", address.isEmpty() ? null : address);
    return view;
  }
}
