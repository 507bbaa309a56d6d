package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The header of an invoice: what is checked, and what bexio fills in by itself. */
final class BexioInvoiceForm {

  private static final DateTimeFormatter WALL_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}([ T]\\d{2}:\\d{2}:\\d{2})?");
  private static final Pattern ID = Pattern.compile("[1-9]\\d*");

  private static final List<String> WRITABLE =
      List.of(
          "title",
          "contact_id",
          "contact_sub_id",
          "user_id",
          "pr_project_id",
          "language_id",
          "bank_account_id",
          "currency_id",
          "payment_type_id",
          "header",
          "footer",
          "mwst_type",
          "mwst_is_net",
          "show_position_taxes",
          "is_valid_from",
          "is_valid_to",
          "contact_address_manual",
          "reference",
          "api_reference",
          "template_slug",
          "logopaper_id",
          "document_nr");

  private final World world;

  BexioInvoiceForm(World world) {
    this.world = world;
  }

  /** The header of a new document; its positions are checked by themselves. */
  ObjectNode created(BexioForm form) {
    return checked(form, Stream.concat(WRITABLE.stream(), Stream.of("positions")).toList());
  }

  /** The changed fields of a header; positions are none of them. */
  ObjectNode edited(BexioForm form) {
    return checked(form, WRITABLE).put("updated_at", now());
  }

  /** With what bexio adds: texts and dates of the company, the address and the totals. */
  ObjectNode complete(ObjectNode row, List<ObjectNode> positions) {
    ObjectNode setting = setting();
    row.set("positions", Json.array(positions));
    LocalDate today = LocalDate.ofInstant(world.clock().now(), World.COMPANY_ZONE);
    fill(row, "title", setting.get("default_title"));
    fill(row, "header", Json.node("Sehr geehrte Damen und Herren<br/>Wir verrechnen Ihnen:"));
    fill(row, "footer", Json.node("Freundliche Grüsse<br/>Limmat Ingenieure AG"));
    fill(row, "reference", Json.node(""));
    fill(row, "mwst_type", setting.get("default_mwst_type"));
    fill(row, "mwst_is_net", setting.get("default_mwst_is_net"));
    fill(row, "is_valid_from", Json.node(today.toString()));
    int days = setting.get("default_time_period_in_days").intValue();
    LocalDate from = LocalDate.parse(row.get("is_valid_from").asText());
    fill(row, "is_valid_to", Json.node(from.plusDays(days).toString()));
    row.put("contact_address", address(row.get("contact_id").intValue()));
    row.put("updated_at", now());
    row.setAll(BexioInvoiceTotals.of(row, world.bexio().table("tax")));
    return row;
  }

  /** With a number of its own, unless the company gives the numbers itself. */
  ObjectNode numbered(ObjectNode row) {
    if (row.hasNonNull("document_nr")) {
      return row;
    }
    int id = row.get("id").intValue();
    return world
        .bexio()
        .table("kb_invoice")
        .update(id, Json.object("document_nr", String.format("RE-%05d", id)));
  }

  String now() {
    return WALL_TIME.format(LocalDateTime.ofInstant(world.clock().now(), World.COMPANY_ZONE));
  }

  private ObjectNode checked(BexioForm form, List<String> known) {
    SandboxSide bexio = world.bexio();
    boolean automatic = setting().get("use_automatic_enumeration").asBoolean();
    form.onlyFields(known, world.bexioRules())
        .requiredReference("contact_id", bexio.table("contact"))
        .requiredReference("user_id", bexio.table("user"), bexio.table("fictional_user"))
        .optionalReference("contact_sub_id", bexio.table("contact"))
        .optionalReference("pr_project_id", bexio.table("pr_project"))
        .optionalReference("bank_account_id", bexio.table("bank_account"))
        .optionalPattern("language_id", ID)
        .optionalPattern("currency_id", ID)
        .optionalPattern("payment_type_id", ID)
        .optionalPattern("mwst_type", Pattern.compile("[012]"))
        .optionalBoolean("mwst_is_net")
        .optionalBoolean("show_position_taxes")
        .optionalPattern("is_valid_from", DATE)
        .optionalPattern("is_valid_to", DATE)
        .optionalText("title", 255)
        .optionalText("api_reference", 255)
        .optionalText("reference", 255);
    if (automatic && form.body().has("document_nr")) {
      form.error("document_nr: Not allowed with automatic numbering.");
    } else if (!automatic && known.contains("positions")) {
      form.requiredText("document_nr", 255);
    }
    ObjectNode row = form.finish();
    for (String name : List.of("is_valid_from", "is_valid_to")) {
      if (row.hasNonNull(name)) {
        row.put(name, row.get(name).asText().substring(0, 10));
      }
    }
    // Written under one name and read under another.
    if (row.has("pr_project_id")) {
      row.set("project_id", row.remove("pr_project_id"));
    }
    return row;
  }

  private ObjectNode setting() {
    return world.bexio().table("kb_item_setting").rows().stream()
        .filter(row -> row.get("kb_item_class").asText().equals("KbInvoice"))
        .findFirst()
        .orElseThrow();
  }

  private String address(int id) {
    ObjectNode contact = world.bexio().table("contact").get(id);
    return Stream.of("name_1", "street_name", "postcode", "city")
        .map(name -> contact.path(name).asText(""))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static void fill(ObjectNode row, String name, JsonNode value) {
    if (!row.hasNonNull(name)) {
      row.set(name, value);
    }
  }
}
