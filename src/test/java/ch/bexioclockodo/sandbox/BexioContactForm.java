package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What may be written of a contact, {@code bexio.md} §3. */
final class BexioContactForm {

  /** What a create shows as "" while it is unset. */
  static final Set<String> TEXTS =
      Set.of(
          "name_2",
          "postcode",
          "city",
          "mail",
          "mail_second",
          "phone_fixed",
          "phone_fixed_second",
          "phone_mobile",
          "fax",
          "url",
          "skype_name",
          "remarks");

  private static final List<String> WRITABLE =
      Stream.concat(
              TEXTS.stream().sorted(),
              Stream.of(
                  "nr",
                  "contact_type_id",
                  "name_1",
                  "salutation_id",
                  "salutation_form",
                  "titel_id",
                  "birthday",
                  "street_name",
                  "house_number",
                  "address_addition",
                  "country_id",
                  "language_id",
                  "contact_group_ids",
                  "contact_branch_ids",
                  "user_id",
                  "owner_id"))
          .toList();

  private BexioContactForm() {}

  /** The checked fields as they are stored. */
  static ObjectNode checked(Call call, boolean partial, World world) {
    SandboxSide bexio = world.bexio();
    BexioForm form = new BexioForm(call, partial);
    if (form.body().has("address")) {
      // Deprecated since December 2025; the list of errors is really empty.
      throw BexioErrors.form(new ArrayList<>());
    }
    form.onlyFields(WRITABLE, world.bexioRules())
        .requiredOneOf("contact_type_id", "1", "2")
        .requiredText("name_1", 255)
        .requiredReference("user_id", bexio.table("user"))
        .requiredReference("owner_id", bexio.table("user"));
    if ((form.body().hasNonNull("house_number") || form.body().hasNonNull("address_addition"))
        && !form.body().hasNonNull("street_name")) {
      form.error("street_name: Required.");
    }
    ObjectNode row = form.finish();
    if (row.has("titel_id")) {
      row.set("title_id", row.remove("titel_id"));
    }
    return row;
  }
}
